/** The playbook of the case's category: steps with their authority, what to gather, what to say on the telephone. */
import { Text, Title } from "@mantine/core";
import type { DenialCase } from "../../http/contract/denials.ts";
import { usDate, usd } from "../words.ts";

export function PlayPanel({ denial }: { readonly denial: DenialCase }) {
  const { play, patient, service, claim } = denial;
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Playbook: {play.title.toLowerCase()}</Title>
      </div>
      <div className="panel-body play">
        <ol>
          {play.steps.map((step) => (
            <li key={step.words}>
              <Text size="sm" component="span">
                {step.words}
              </Text>
              {step.authority !== undefined && (
                <Text size="xs" className="dimmed">
                  {step.authority}
                </Text>
              )}
            </li>
          ))}
        </ol>
        {play.evidence.length > 0 && (
          <>
            <Title order={3}>Have in hand</Title>
            <ul>
              {play.evidence.map((one) => (
                <li key={one}>
                  <Text size="sm" component="span">
                    {one}
                  </Text>
                </li>
              ))}
            </ul>
          </>
        )}
        <Title order={3}>On the telephone</Title>
        <ul>
          <li>
            <Text size="sm" component="span">
              “I am calling about claim {claim.payerControlNumber}, {patient.name}, born {usDate(patient.birthDate)}, date of service{" "}
              {usDate(service.date)}, {service.procedure}, {usd(denial.amount)} denied.”
            </Text>
          </li>
          {play.say.map((one) => (
            <li key={one}>
              <Text size="sm" component="span">
                “{one}”
              </Text>
            </li>
          ))}
          <li>
            <Text size="sm" component="span">
              “May I have your name and the reference of this call?”
            </Text>
          </li>
        </ul>
      </div>
    </div>
  );
}
