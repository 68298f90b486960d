/** Takes a list out of the program as a spreadsheet. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { save } from "../api/client.ts";
import { showProblem } from "../api/queries.ts";

export function SaveList({ path, body, name }: { readonly path: string; readonly body: unknown; readonly name: string }) {
  const [busy, setBusy] = useState(false);
  const run = (): void => {
    setBusy(true);
    save({ path, body, name })
      .catch(showProblem)
      .finally(() => setBusy(false));
  };
  return (
    <Button size="compact-xs" variant="default" onClick={run} loading={busy} className="no-print">
      Save as CSV
    </Button>
  );
}
