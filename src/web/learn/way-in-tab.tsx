import { Stack, Text, Title } from "@mantine/core";
import type { GuideView } from "../../http/contract/learn.ts";
import { Sources, Statement } from "./statement.tsx";

export function WayInTab({ guide }: { readonly guide: GuideView }) {
  return (
    <Stack gap="md">
      <ol className="way-in">
        {guide.steps.map(({ title, words, points }, place) => (
          <li key={title} className="panel">
            <div className="panel-head">
              <Title order={2}>
                {place + 1}. {title}
              </Title>
            </div>
            <Stack gap={8} className="panel-body">
              <Text size="sm" fw={600}>
                {words}
              </Text>
              {points.map((point) => (
                <Statement key={point.words} of={point} guide={guide} />
              ))}
            </Stack>
          </li>
        ))}
      </ol>
      <section className="panel" aria-label="Whom the work suits">
        <div className="panel-head">
          <Title order={2}>Whom the work suits</Title>
        </div>
        <Stack gap={6} className="panel-body">
          {guide.temperament.map((point) => (
            <Statement key={point.words} of={point} guide={guide} />
          ))}
        </Stack>
      </section>
      <Text size="xs" className="dimmed">
        Where nothing else is said: our own account of what is usual in the trade, 2025–26; no publisher stands behind it.
      </Text>
      <Sources guide={guide} />
    </Stack>
  );
}
