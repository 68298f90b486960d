/** How far the cases took one in each area of an exam; areas that no case asks for say so. */
import { Progress, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { counted } from "../../core/kernel/counted.ts";
import type { LabView } from "../../http/contract/lab.ts";

export function ExamMeter({ meter }: { readonly meter: LabView["meter"] }) {
  const [chosen, setChosen] = useState(meter[0]?.credential ?? "");
  const exam = meter.find((one) => one.credential === chosen);
  return (
    <section className="panel" aria-label="By the areas of an exam">
      <div className="panel-head">
        <Title order={2}>By the areas of an exam</Title>
        <SegmentedControl size="xs" aria-label="Exam" value={chosen} onChange={setChosen} data={meter.map((one) => one.credential)} />
      </div>
      <Stack gap={10} className="panel-body">
        {exam?.areas.map((area) => (
          <Area key={area.name} of={area} />
        ))}
        <Text size="xs" className="dimmed">
          Six cases are practice, not a mock exam. Areas and weights as the guide's sources give them.
        </Text>
      </Stack>
    </section>
  );
}

function Area({ of: area }: { readonly of: LabView["meter"][number]["areas"][number] }) {
  const percent = area.gradedPoints === 0 ? 0 : Math.round(area.earned / area.gradedPoints);
  return (
    <div className="exam-area">
      <Text size="sm">
        {area.name} <span className="dimmed">({area.weight})</span>
      </Text>
      {area.points === 0 ? (
        <Text size="xs" className="dimmed">
          no case yet
        </Text>
      ) : (
        <Text size="xs" className="dimmed">
          {area.gradedPoints === 0
            ? `${counted(area.points, "point")} to earn`
            : `${area.earned / 100} of ${area.gradedPoints} points graded, ${area.points} in all`}
        </Text>
      )}
      {area.points > 0 && <Progress value={percent} size="sm" aria-label={`${area.name}: ${percent} percent of what was graded`} />}
    </div>
  );
}
