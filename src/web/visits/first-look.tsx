/** The first look at a demonstration goes straight to one visit that is still to be coded, with a word on how to walk it. */
import { Anchor, Button, Group, Text } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { VisitRow } from "../../http/contract/visits.ts";
import { useSession } from "../api/queries.ts";

/** Kept in the browser: absent before the first look, then "open" while its words are shown, then "done". */
const storageKey = "claimwright.first-look";

/** Leaves the list for the first visit that waits to be coded, once in a browser and in a demonstration only. */
export function useFirstLook(visits: readonly VisitRow[]): void {
  const demonstration = useSession().data?.practice.demonstration === true;
  const navigate = useNavigate();
  const first = visits.find((visit) => visit.queue.name === "needs-coding");
  useEffect(() => {
    if (!demonstration || first === undefined || localStorage.getItem(storageKey) !== null) return;
    localStorage.setItem(storageKey, "open");
    void navigate({ to: "/visits/$visitId", params: { visitId: String(first.id) }, search: { step: "note" } });
  }, [demonstration, first, navigate]);
}

export function FirstLook() {
  const [shown, setShown] = useState(() => localStorage.getItem(storageKey) === "open");
  if (!shown) return null;
  const close = (): void => {
    localStorage.setItem(storageKey, "done");
    setShown(false);
  };
  return (
    <Group className="first-look" justify="space-between" wrap="nowrap">
      <Text size="sm">
        One visit of an invented practice, from its note to a zero balance. Take the steps from left to right, or press <kbd>1</kbd> to{" "}
        <kbd>7</kbd>; <kbd>a</kbd> does what comes next, and everything underlined or marked explains itself. The other visits stand in{" "}
        <Anchor component={Link} to="/" size="sm" underline="always" onClick={close}>
          the list
        </Anchor>
        .
      </Text>
      <Button size="compact-sm" variant="default" style={{ flexShrink: 0 }} onClick={close}>
        Understood
      </Button>
    </Group>
  );
}
