/** The note as it was written, who signed it, and the words that already support a code. */
import { Alert, Badge, Group, Text, Title } from "@mantine/core";
import { Empty } from "../frame/states.tsx";
import { usDate } from "../words.ts";
import { NoteText } from "./note-text.tsx";
import { ActionButton, type StepProps } from "./visit-page.tsx";

export function NoteStep({ visit, command }: StepProps) {
  const { note } = visit;
  if (note === undefined) {
    return (
      <div className="panel">
        <Empty title="No note came with this visit">
          It was imported from a claim file, which carries codes and amounts, not the record. The codes are on the next step.
        </Empty>
      </div>
    );
  }
  const marks = [
    ...visit.diagnoses.map((one) => ({ code: one.code, evidence: one.evidence })),
    ...visit.charges.map((one) => ({ code: one.procedure, evidence: one.evidence })),
  ].flatMap(({ code, evidence }) => evidence.map((span) => ({ start: span.start, end: span.end, codes: [code] })));
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Note</Title>
        {note.signedOn === undefined ? (
          <Badge variant="light" color="orange" tt="none">
            not signed
          </Badge>
        ) : (
          <Badge variant="light" color="teal" tt="none">
            signed by {note.signedBy} on {usDate(note.signedOn)}
          </Badge>
        )}
        <Group ml="auto">
          {note.signedOn === undefined && (
            <ActionButton
              visit={visit}
              name="sign-note"
              label="Sign as the clinician"
              busy={command.isPending}
              run={() => command.mutate({ path: "/sign" })}
            />
          )}
        </Group>
      </div>
      <div className="panel-body">
        {note.signedOn === undefined && (
          <Alert color="orange" mb="sm" title="Nothing of an unsigned note may be billed">
            <Text size="sm">The clinician who saw the patient signs it first. It can be coded meanwhile.</Text>
          </Alert>
        )}
        <NoteText text={note.text} marks={marks} />
      </div>
    </div>
  );
}
