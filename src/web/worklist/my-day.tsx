/** What I did today: how often of each, and each row with the way to it. */
import { Badge, Group, Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMyDay } from "../api/worklist.ts";

export function MyDay() {
  const day = useMyDay();
  const [act, setAct] = useState<string>();
  if (day.data === undefined) return null;
  const { counts, rows, more } = day.data;
  const shown = act === undefined ? [] : rows.filter((row) => row.act === act);
  return (
    <section className="panel" aria-label="What I did today">
      <div className="panel-head">
        <Title order={2}>What I did today</Title>
        <Text size="xs" className="dimmed">
          from the audit, by the clock on the wall
        </Text>
      </div>
      <Group gap="xs" p="sm">
        {counts.length === 0 ? (
          <Text size="sm" className="dimmed">
            Nothing yet. What you code, file, post and note is counted here.
          </Text>
        ) : (
          counts.map((one) => (
            <button
              key={one.act}
              type="button"
              className="queue-chip"
              aria-pressed={act === one.act}
              onClick={() => setAct(act === one.act ? undefined : one.act)}
            >
              {one.words} <b>{one.count.toLocaleString("en-US")}</b>
            </button>
          ))
        )}
      </Group>
      {shown.length === 0 ? null : (
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {shown.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td w={70}>{row.time}</Table.Td>
                <Table.Td>
                  {row.visitId === undefined ? (
                    (row.patientName ?? (row.patients > 1 ? `${row.patients} patients` : ""))
                  ) : (
                    <Link to="/visits/$visitId" params={{ visitId: String(row.visitId) }} className="file-link">
                      {row.patientName ?? `visit ${row.visitId}`}
                    </Link>
                  )}
                </Table.Td>
                <Table.Td>
                  {row.words}
                  {row.refused === undefined ? null : (
                    <Badge ml="xs" variant="light" color="orange" tt="none">
                      refused: {row.refused}
                    </Badge>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {more && (
        <Text size="xs" className="dimmed" p="sm">
          Only the newest rows are shown; the counts are whole.
        </Text>
      )}
    </section>
  );
}
