/** One procedure on one page: its words, what Medicare pays for it and where, its limits, add-on codes and bundled pairs. */
import { Anchor, Badge, Group, SegmentedControl, Stack, Table, Text, Title } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { BookProcedureView } from "../../http/contract/code-book.ts";
import { useBookProcedure } from "../api/code-book.ts";
import { Waiting } from "../frame/states.tsx";
import { usDate, usd } from "../words.ts";
import { EditPairs } from "./edit-pairs.tsx";
import { KeepButton } from "./keep-button.tsx";
import { CodeFailed } from "./no-such-code.tsx";
import { OtherPrices, PhysicianPrices } from "./procedure-prices.tsx";

interface Props {
  readonly code: string;
  readonly date: string;
  readonly go: (code: string) => void;
}

export function ProcedurePanel({ code, date, go }: Props) {
  const [at, setAt] = useState<"practice" | "national">("practice");
  const found = useBookProcedure({ code, date, at });
  if (found.isPending) return <Waiting what="the code" />;
  if (found.isError) return <CodeFailed code={code} error={found.error} retry={found.refetch} />;
  const page = found.data;
  return (
    <Stack gap="md">
      <Head page={page} date={date} />
      <section aria-label="What is paid">
        <Group justify="space-between" align="baseline">
          <Title order={3}>What Medicare pays</Title>
          {page.own.hasFactors && (
            <SegmentedControl
              size="xs"
              aria-label="Whose prices"
              value={at}
              onChange={(value) => setAt(value === "national" ? "national" : "practice")}
              data={[
                { value: "practice", label: `Here: ${page.own.name ?? page.own.locality}` },
                { value: "national", label: "National" },
              ]}
            />
          )}
        </Group>
        <Text size="xs" className="dimmed">
          {areaWords(page)}
        </Text>
        {page.charge !== undefined && (
          <Text size="sm" mt={4}>
            The practice asks <b>{usd(page.charge)}</b> for one unit on this day.
          </Text>
        )}
        <PhysicianPrices rows={page.facts.physician} />
        <OtherPrices facts={page.facts} />
      </section>
      <Limits page={page} go={go} />
      <EditPairs code={page.code} date={date} go={go} facts={page.facts} />
      <Published page={page} />
    </Stack>
  );
}

function areaWords({ at, own, facts }: BookProcedureView): string {
  if (at === "practice") {
    const more = own.moreDigits === true ? " Four more digits of the ZIP may lead to another one." : "";
    return `By the factors of locality ${own.locality}, where ZIP ${own.zip} of the practice leads.${more}`;
  }
  if (own.hasFactors) return "National: without the factors of any locality.";
  if (own.locality !== undefined)
    return `National: ZIP ${own.zip} of the practice leads to locality ${own.locality}, of which no loaded release has the factors for this day.`;
  return facts.physician.length === 0
    ? "National."
    : `National: no table that is loaded leads from ZIP ${own.zip} of the practice to a locality.`;
}

function Head({ page, date }: { readonly page: BookProcedureView; readonly date: string }) {
  const { licensed } = page.facts;
  return (
    <div>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Group gap="sm" align="baseline">
          <Title order={2} className="mono" fz="lg">
            {page.code}
          </Title>
          <Badge variant="default" tt="none">
            {page.system === "cpt" ? "CPT number" : "HCPCS Level II"}
          </Badge>
          {page.facts.physician[0] !== undefined && (
            <Badge variant="light" tt="none">
              status {page.facts.physician[0].status}
            </Badge>
          )}
        </Group>
        {page.title !== undefined && <KeepButton system={page.system} code={page.code} date={date} />}
      </Group>
      {licensed === undefined ? (
        <Text fw={600}>{page.title ?? "A number that only fee and edit tables know"}</Text>
      ) : (
        <>
          <Text fw={600}>{licensed.long}</Text>
          <Text size="xs" className="dimmed">
            {licensed.notice}, {licensed.release}
          </Text>
        </>
      )}
      <Text size="xs" className="dimmed">
        {page.validity === "unknown" ? "not known to be valid" : page.validity} on {usDate(date)}
        {page.release === undefined ? "" : `, ${page.release}`}
        {page.from === undefined ? "" : `; from ${usDate(page.from)}`}
        {page.to === undefined ? "" : `; through ${usDate(page.to)}`}
      </Text>
    </div>
  );
}

function Limits({ page, go }: { readonly page: BookProcedureView; readonly go: (code: string) => void }) {
  const { practitioner, hospital, supplier, addOn, addOnsBeside } = page.facts.edits;
  const limits = [
    { who: "practitioners", mue: practitioner.mue },
    { who: "outpatient hospitals", mue: hospital?.mue },
    { who: "suppliers of equipment", mue: supplier?.mue },
  ].flatMap(({ who, mue }) => (mue === undefined ? [] : [{ who, mue }]));
  return (
    <section aria-label="Units and add-on codes">
      <Title order={3}>Units and add-on codes</Title>
      {limits.length === 0 && (
        <Text size="sm" className="dimmed">
          No limit of units is published for it.
        </Text>
      )}
      {limits.map(({ who, mue }) => (
        <Text size="sm" key={who}>
          At most <b>{mue.units}</b> for {who}: {mue.words} (MAI {mue.mai}).
        </Text>
      ))}
      {addOn !== undefined && (
        <Text size="sm" component="div">
          An add-on code, {addOn.words}
          {addOn.primaries.length > 0 && ": "}
          {addOn.primaries.map((one) => (
            <Anchor key={one} component="button" className="mono" size="sm" mr={8} underline="always" onClick={() => go(one)}>
              {one}
            </Anchor>
          ))}
        </Text>
      )}
      {addOnsBeside > 0 && <Text size="sm">{addOnsBeside} add-on codes may stand beside it.</Text>}
    </section>
  );
}

/** What CMS publishes of a code of Level II, and the group that services are counted in. */
function Published({ page }: { readonly page: BookProcedureView }) {
  const { official, serviceGroup } = page;
  if (official === undefined && serviceGroup === undefined) return null;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ["Coverage", official?.coverageWords],
    ["Added", official?.added === undefined ? undefined : usDate(official.added)],
    ["As it stands since", official?.effective === undefined ? undefined : usDate(official.effective)],
    ["Last day", official?.terminated === undefined ? undefined : usDate(official.terminated)],
    ["Coverage manual", official?.coverageIssues],
    ["Carrier manual", official?.carrierManual],
    ["Statute", official?.statute],
    ["See also", official?.crossReferences],
    ["Laboratory certification", official?.labCertifications],
    ["Ambulatory surgery group", official?.ascGroup],
    ["Said by", official?.release],
    [
      "Service group",
      serviceGroup === undefined
        ? undefined
        : [serviceGroup.category, serviceGroup.subcategory, serviceGroup.family].filter((one) => one !== "").join(" › "),
    ],
  ];
  return (
    <section aria-label="What is published">
      <Title order={3}>What is published</Title>
      <Table withRowBorders={false} verticalSpacing={2}>
        <Table.Tbody>
          {rows
            .filter(([, value]) => value !== undefined && value !== "")
            .map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Td className="dimmed" w={170}>
                  {name}
                </Table.Td>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
