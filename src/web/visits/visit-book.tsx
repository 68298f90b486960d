/** The code book over a visit that is being coded: at the code at hand, with what the other codes forbid, and the way back with a code. */
import { Drawer } from "@mantine/core";
import { useState } from "react";
import { Book, type Chosen } from "../book/book.tsx";
import type { BookPlace } from "../book/book-address.ts";

interface Props {
  readonly close: () => void;
  readonly on: string;
  readonly at: Chosen | undefined;
  readonly beside: readonly string[];
  readonly take: ((code: { readonly code: string; readonly title: string }) => void) | undefined;
}

export function VisitBook({ close, on, at, beside, take }: Props) {
  const [place, setPlace] = useState<BookPlace>({ date: on });
  const [chosen, setChosen] = useState(at);
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size="80%"
      title="Code book for this visit"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Book place={place} chosen={chosen} move={setPlace} choose={setChosen} beside={beside} tellsReleases={false} take={take} />
    </Drawer>
  );
}
