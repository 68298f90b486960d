/** The note as it was written, who signed it, and the words that already support a code; for a clinician the form it is written in. */
import { Alert, Badge, Text, Title } from "@mantine/core";
import { usePermission } from "../api/queries.ts";
import { Empty } from "../frame/states.tsx";
import { usDate } from "../words.ts";
import { Addendum, NoteEditor, Versions } from "./note-editor.tsx";
import { NoteText } from "./note-text.tsx";
import type { StepProps } from "./visit-page.tsx";

export function NoteStep(props: StepProps) {
  const { visit, command } = props;
  const { note } = visit;
  const mayWrite = usePermission("notes:write") === true;
  if (note === undefined && !(mayWrite && visit.claim === undefined)) {
    return (
      <div className="panel">
        <Empty title="No note is with this visit">
          The clinician has not written it yet, or the visit was imported from a claim file, which carries codes and amounts, not the
          record.
        </Empty>
      </div>
    );
  }
  const writing = mayWrite && note?.signedOn === undefined;
  const marks = [
    ...visit.diagnoses.map((one) => ({ code: one.code, evidence: one.evidence })),
    ...visit.charges.map((one) => ({ code: one.procedure, evidence: one.evidence })),
  ].flatMap(({ code, evidence }) => evidence.map((span) => ({ start: span.start, end: span.end, codes: [code] })));
  return (
    <div className="panel">
      <div className="panel-head">
        <Title order={2}>Note</Title>
        {note?.signedOn === undefined ? (
          <Badge variant="light" color="orange" tt="none">
            {note === undefined ? "not written yet" : "not signed"}
          </Badge>
        ) : (
          <Badge variant="light" color="teal" tt="none">
            signed by {note.signedBy} on {usDate(note.signedOn)}
          </Badge>
        )}
      </div>
      <div className="panel-body">
        {note?.signedOn === undefined && (
          <Alert color="orange" mb="sm" title="Nothing of an unsigned note may be billed">
            <Text size="sm">The clinician who saw the patient signs it first. It can be coded meanwhile.</Text>
          </Alert>
        )}
        {writing ? <NoteEditor {...props} /> : note !== undefined && <NoteText text={note.text} marks={marks} />}
        {mayWrite && note?.signedOn !== undefined && <Addendum command={command} />}
        {note !== undefined && <Versions visitId={visit.id} />}
      </div>
    </div>
  );
}
