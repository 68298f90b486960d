/** In the place of a code that no loaded release has: what it may be, and the way on. */
import { Button } from "@mantine/core";
import { RequestProblem } from "../api/client.ts";
import { Empty, Failed } from "../frame/states.tsx";

interface Props {
  readonly code: string;
  /** To the search, with the code as what is looked for. */
  readonly look?: (() => void) | undefined;
}

export function NoSuchCode({ code, look }: Props) {
  return (
    <Empty title={`No code ${code}`}>
      No release that is loaded has it, of whatever day. It may be mistyped, or of a release or a code set that is not loaded.
      {look !== undefined && (
        <div>
          <Button size="xs" variant="default" mt="sm" onClick={look}>
            Look for codes like it
          </Button>
        </div>
      )}
    </Empty>
  );
}

/** A page of a code that could not be had: there is none, or the asking failed. */
export function CodeFailed({ code, error, retry }: { readonly code: string; readonly error: Error; readonly retry: () => unknown }) {
  const isNone = error instanceof RequestProblem && error.problem.problem === "not-found";
  return isNone ? <NoSuchCode code={code} /> : <Failed error={error} retry={retry} />;
}
