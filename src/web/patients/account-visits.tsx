/** The account visit by visit: each service with who paid what, what is open on it, and why it may be asked for or not. */
import { Anchor, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { AccountPage as Account } from "../../http/contract/patients.ts";
import { Empty } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";

type Service = Account["visits"][number]["services"][number];

const figures: readonly { readonly head: string; readonly of: (service: Service) => number }[] = [
  { head: "Charge", of: (service) => service.charged },
  { head: "Insurance paid", of: (service) => service.insurancePaid },
  { head: "Taken off", of: (service) => service.adjusted },
  { head: "Patient paid", of: (service) => service.patientPaid },
  { head: "With insurance", of: (service) => service.insuranceOpen },
  { head: "Kept back", of: (service) => service.withheld },
  { head: "Patient owes", of: (service) => service.due - service.credit },
];

export function AccountVisits({ account }: { readonly account: Account }) {
  if (account.visits.length === 0)
    return (
      <div className="panel">
        <Empty title="No visit is charged yet">A visit stands here once its claim is made, or it is coded as self-pay.</Empty>
      </div>
    );
  return (
    <Stack gap="sm">
      {account.visits.map((visit) => (
        <div className="panel" key={visit.id}>
          <div className="panel-head">
            <Title order={2}>
              <Link to="/visits/$visitId" params={{ visitId: String(visit.id) }} search={{ step: "money" }} className="file-link">
                {usDate(visit.date)}
              </Link>
            </Title>
            <Text size="sm">{visit.providerName}</Text>
            <Text size="sm" className="dimmed" ml="auto">
              {visit.claim === undefined ? (
                visit.selfPay ? (
                  "self-pay"
                ) : (
                  "no claim yet"
                )
              ) : (
                <>
                  {visit.claim.payerName}, claim{" "}
                  <Anchor component={Link} to={`/claims/${visit.claim.id}`} size="sm" className="file-link mono">
                    {visit.claim.controlNumber}
                  </Anchor>
                  : {visit.claim.stateWords}
                </>
              )}
            </Text>
          </div>
          <Services services={visit.services} />
        </div>
      ))}
    </Stack>
  );
}

function Services({ services }: { readonly services: readonly Service[] }) {
  return (
    <Table.ScrollContainer minWidth={980}>
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Service</Table.Th>
            {figures.map(({ head }) => (
              <Table.Th className="money" key={head} w={110}>
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {services.map((service) => (
            <Table.Tr key={service.id}>
              <Table.Td>
                <Group gap={6} wrap="nowrap" align="baseline">
                  <span className="mono">{service.procedure}</span>
                  <span>{service.description}</span>
                </Group>
                {service.why.map((why) => (
                  <Text size="xs" className="dimmed" key={why}>
                    {why}
                  </Text>
                ))}
              </Table.Td>
              {figures.map(({ head, of }) => (
                <Table.Td className="money" key={head} valign="top">
                  {of(service) === 0 ? "" : usd(of(service))}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
