/** One quiet line on the first pages while only the starter set is loaded, for who runs the practice. Nobody outside is asked. */
import { Button, Code, Group, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAboutBook } from "../api/code-book.ts";
import { usePermission, useSession } from "../api/queries.ts";

const declined = "claimwright.releases-declined";

export function ReleaseOffer() {
  const mayDecide = usePermission("practice:manage") === true;
  const today = useSession().data?.today ?? "";
  const [isDeclined, setDeclined] = useState(() => localStorage.getItem(declined) !== null);
  const isWanted = mayDecide && !isDeclined;
  const about = useAboutBook(isWanted ? today : "");
  if (!isWanted || about.data?.starterOnly !== true) return null;
  return (
    <Group gap="sm" component="section" aria-label="Official code sets">
      <Text size="xs" className="dimmed" component="div">
        Codes are looked up in the starter set. The official releases come when you ask for them: where the program runs,{" "}
        <Code>claimwright codes update</Code> fetches them, and <Code>claimwright codes import FOLDER</Code> loads them without a network.{" "}
        <Link to="/codes" search={{ tab: "releases" }} className="file-link">
          What is loaded
        </Link>
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          localStorage.setItem(declined, today);
          setDeclined(true);
        }}
      >
        No, the starter set is enough
      </Button>
    </Group>
  );
}
