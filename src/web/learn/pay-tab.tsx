/** Pay as bars on one scale; figures that must not be compared stand in different groups. */
import { Stack, Text, Title } from "@mantine/core";
import type { GuideView, PayView } from "../../http/contract/learn.ts";
import { Provenance, Sources } from "./statement.tsx";

const groups: readonly { readonly standing: PayView["standing"]; readonly title: string; readonly note: string }[] = [
  {
    standing: "current",
    title: "The two occupations today",
    note: "National survey of employers, all years of experience. A coder's figure is not a biller's.",
  },
  {
    standing: "members' own report",
    title: "What people report of themselves",
    note: "Mixed roles and years of work: not to be set beside the survey of employers.",
  },
  { standing: "earlier", title: "Earlier years", note: "The occupation was cut differently before: read the remark on each." },
  { standing: "another occupation", title: "A neighbor, often quoted as if it were coding", note: "Another occupation." },
];

export function PayTab({ guide }: { readonly guide: GuideView }) {
  const most = Math.max(...guide.pay.map(({ amount }) => amount));
  return (
    <Stack gap="md">
      {groups.map(({ standing, title, note }) => (
        <section key={standing} className="panel" aria-label={title}>
          <div className="panel-head">
            <Title order={2}>{title}</Title>
            <Text size="xs" className="dimmed">
              {note}
            </Text>
          </div>
          <div className="panel-body">
            {guide.pay
              .filter((figure) => figure.standing === standing)
              .map((figure) => (
                <PayRow key={`${figure.occupation} ${figure.what} ${figure.year}`} figure={figure} most={most} guide={guide} />
              ))}
          </div>
        </section>
      ))}
      <section className="panel" aria-label="Outlook">
        <div className="panel-head">
          <Title order={2}>Outlook</Title>
        </div>
        <Stack gap={6} className="panel-body">
          {guide.outlook.map(({ occupation, soc, words, year, source, sureness }) => (
            <Text key={words} size="sm" component="div">
              <b>{occupation}</b>
              {soc === undefined ? "" : `, SOC ${soc}`}: {words} <Provenance told={{ asOf: year, source, sureness }} guide={guide} />
            </Text>
          ))}
        </Stack>
      </section>
      <Sources guide={guide} />
    </Stack>
  );
}

function PayRow({ figure, most, guide }: { readonly figure: PayView; readonly most: number; readonly guide: GuideView }) {
  const { occupation, soc, what, amount, year, source, sureness, caution } = figure;
  const dollars = `$${(amount / 100).toLocaleString("en-US")}`;
  return (
    <div className="pay-row">
      <Text size="sm" component="div">
        {occupation}
        <Text size="xs" className="dimmed" span>
          {soc === undefined ? "" : ` · SOC ${soc}`} · {what}
        </Text>
      </Text>
      <div className="pay-bar" aria-hidden="true">
        <span style={{ width: `${(amount / most) * 100}%` }} />
      </div>
      <Text size="sm" className="money" fw={600}>
        {dollars}
      </Text>
      <Text size="xs" component="div">
        <Provenance told={{ asOf: year, source, sureness }} guide={guide} /> {caution}
      </Text>
    </div>
  );
}
