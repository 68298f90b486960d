/** Every file that went out or came in, and everything that could not be understood. */
import { Badge, Button, Stack, Table, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useExport, useFiles } from "../api/queries.ts";
import { ListTable } from "../frame/list-table.tsx";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate } from "../words.ts";
import { Exceptions } from "./exceptions.tsx";
import { Unmatched } from "./unmatched.tsx";

export function FilesPage() {
  return (
    <Stack gap="md">
      <Title order={1}>Files &amp; exceptions</Title>
      <Exceptions />
      <Unmatched />
      <Files />
    </Stack>
  );
}

function Files() {
  const files = useFiles();
  const exportList = useExport("files");
  if (files.isPending) return <Waiting what="the files" />;
  if (files.isError) return <Failed error={files.error} retry={files.refetch} />;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Files</Title>
        <Button size="compact-xs" variant="default" ml="auto" loading={exportList.isPending} onClick={() => exportList.mutate({})}>
          Export CSV
        </Button>
      </div>
      {files.data.files.length === 0 ? (
        <Empty title="No file yet">Files that you send, and every file that comes in, are kept here byte for byte.</Empty>
      ) : (
        <ListTable minWidth={900} verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Date</Table.Th>
              <Table.Th>Way</Table.Th>
              <Table.Th>File</Table.Th>
              <Table.Th>Kind</Table.Th>
              <Table.Th className="money">Bytes</Table.Th>
              <Table.Th>State</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {files.data.files.map((file) => (
              <Table.Tr key={`${file.direction}${file.id}`}>
                <Table.Td>{usDate(file.on)}</Table.Td>
                <Table.Td>{file.direction}</Table.Td>
                <Table.Td>
                  <Link
                    to="/files/$direction/$fileId"
                    params={{ direction: file.direction, fileId: String(file.id) }}
                    className="mono file-link"
                  >
                    {file.name}
                  </Link>
                </Table.Td>
                <Table.Td>{file.kind}</Table.Td>
                <Table.Td className="money">{file.bytes.toLocaleString("en-US")}</Table.Td>
                <Table.Td>
                  <Badge variant="light" tt="none" color={file.status === "exception" ? "red" : "gray"} mr="xs">
                    {file.status}
                  </Badge>
                  {file.words}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ListTable>
      )}
    </div>
  );
}
