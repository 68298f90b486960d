/** What runs out within ninety days: one's own, and for who keeps the file everybody's. Nothing stands here when nothing does. */
import { Badge, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useReminders } from "../api/staff.ts";
import { usDate } from "../words.ts";

export function dueWords({ daysLeft, stage }: { readonly daysLeft: number; readonly stage: number | "past" }): string {
  if (stage === "past") return `ran out ${-daysLeft} ${daysLeft === -1 ? "day" : "days"} ago`;
  if (daysLeft === 0) return "runs out today";
  return `${daysLeft} ${daysLeft === 1 ? "day" : "days"} left`;
}

export function dueColor(stage: number | "past"): string {
  if (stage === "past" || stage === 30) return "red";
  return stage === 60 ? "orange" : "yellow";
}

export function Reminders() {
  const due = useReminders().data?.due ?? [];
  if (due.length === 0) return null;
  return (
    <section className="panel" aria-label="Credentials to renew">
      <div className="panel-head">
        <Title order={2}>Credentials to renew</Title>
        <Link to="/learn" search={{ tab: "staff" }} className="file-link">
          <Text size="xs">Credentials on file</Text>
        </Link>
      </div>
      <ul className="due-list">
        {due.map((one) => (
          <li key={one.id}>
            <Text size="sm">
              {one.self ? "" : `${one.name}: `}
              {one.title}, until {usDate(one.renewsOn)}
            </Text>
            <Badge variant="light" tt="none" color={dueColor(one.stage)}>
              {dueWords(one)}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}
