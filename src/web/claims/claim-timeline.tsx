/** Everything that happened to the claim, with the file that each answer came by. */
import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ClaimPageView } from "../../http/contract/claims.ts";
import { usePermission } from "../api/queries.ts";
import { usDate } from "../words.ts";

export function ClaimTimeline({ claim }: { readonly claim: ClaimPageView }) {
  const readsFiles = usePermission("files:read") === true;
  const readsBooks = usePermission("books:read") === true;
  return (
    <div className="panel">
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={110}>Date</Table.Th>
            <Table.Th>What happened</Table.Th>
            <Table.Th>By which file</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {claim.timeline.map(({ sequence, on, words, detail, file, remittanceId }) => (
            <Table.Tr key={sequence}>
              <Table.Td className="figure">{usDate(on)}</Table.Td>
              <Table.Td>
                {words}
                {detail !== undefined && (
                  <Text span size="sm" className="dimmed">
                    {" "}
                    · {detail}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                {file !== undefined &&
                  (readsFiles ? (
                    <Anchor component={Link} to={`/files/${file.direction}/${file.id}`} className="mono file-link">
                      {file.name}
                    </Anchor>
                  ) : (
                    <span className="mono">{file.name}</span>
                  ))}
                {remittanceId !== undefined && readsBooks && (
                  <Anchor component={Link} to={`/remittances/${remittanceId}`} size="sm" className="file-link">
                    the payment
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
