/** What is to be come back to today: promises whose day has come, and instalments that were missed or fall due within a week. */
import { Badge, Stack, Table, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useFollowUps } from "../api/patients.ts";
import { Empty, Failed, Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { Contact } from "./calls-tab.tsx";
import { planStateColors, planStateWords } from "./plan-panel.tsx";

export function FollowUpsTab() {
  const due = useFollowUps();
  if (due.isPending) return <Waiting what="the follow-ups" />;
  if (due.isError) return <Failed error={due.error} retry={due.refetch} />;
  const { contacts, plans, today } = due.data;
  return (
    <div className="case">
      <div className="panel">
        <div className="panel-head">
          <Title order={2}>Come back to</Title>
        </div>
        {contacts.length === 0 ? (
          <Empty title="Nothing is due">
            A call that was logged with a next date stands here from that day on, until another call settles it.
          </Empty>
        ) : (
          contacts.map((one) => (
            <Contact key={one.id} contact={one} today={today}>
              <Link
                to="/patients/$patientId"
                params={{ patientId: String(one.patient.id) }}
                search={{ tab: "calls" }}
                className="file-link origin"
              >
                {one.patient.name}
              </Link>
            </Contact>
          ))
        )}
      </div>
      <Stack gap="sm">
        <div className="panel">
          <div className="panel-head">
            <Title order={2}>Payment plans</Title>
          </div>
          {plans.length === 0 ? (
            <Empty title="No plan to look after">A missed instalment stands here, and one that falls due within a week.</Empty>
          ) : (
            <Table verticalSpacing={5}>
              <Table.Tbody>
                {plans.map((plan) => (
                  <Table.Tr key={plan.planId}>
                    <Table.Td>
                      <Link
                        to="/patients/$patientId"
                        params={{ patientId: String(plan.patient.id) }}
                        search={{ tab: "pay" }}
                        className="file-link"
                      >
                        {plan.patient.name}
                      </Link>
                    </Table.Td>
                    <Table.Td>
                      <Badge variant="light" color={planStateColors[plan.state]} tt="none">
                        {planStateWords[plan.state]}
                      </Badge>
                    </Table.Td>
                    <Table.Td className="figure">{usDate(plan.nextDue)}</Table.Td>
                    <Table.Td className="money">{usd(plan.behind > 0 ? plan.behind : plan.nextAmount)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </div>
      </Stack>
    </div>
  );
}
