/** What lists beside the classification say of a diagnosis: risk and clinical categories, present on admission, code editor, ICD-9. */
import { Anchor, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { DiagnosisFactsView } from "../../http/contract/code-book.ts";
import { usDate } from "../words.ts";

export function DiagnosisFacts({ facts, go }: { readonly facts: DiagnosisFactsView; readonly go: (code: string) => void }) {
  const rows = [...categoryRows(facts), ...inpatientRows(facts), ...earlierRows(facts, go)];
  if (rows.length === 0) return null;
  return (
    <section aria-label="What lists say of it">
      <Title order={3}>What lists say of it</Title>
      <dl className="facts book-facts">
        {rows.map(({ name, words, release }) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>
              {words}
              {release !== undefined && <span className="dimmed"> ({release})</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface FactRow {
  readonly name: string;
  readonly words: ReactNode;
  readonly release?: string;
}

function categoryRows({ riskCategories, ccsr }: DiagnosisFactsView): readonly FactRow[] {
  return [
    ...riskCategories.map(({ model, category, label, above, release }) => ({
      name: `Risk ${model}, ${category}`,
      words: `${label ?? "a category"}${above.length === 0 ? "" : `; counts no more beside ${above.join(", ")}`}`,
      release,
    })),
    ...ccsr.map(({ category, words, release }) => ({
      name: `Clinical class ${category}`,
      words: words === "" ? "first class of the code" : words,
      release,
    })),
  ];
}

function inpatientRows({ poaExempt, codeEditor }: DiagnosisFactsView): readonly FactRow[] {
  return [
    ...(poaExempt === undefined
      ? []
      : [
          {
            name: "Present on admission",
            words: poaExempt.isExempt ? "exempt: no indicator is reported" : "an indicator is reported",
            release: poaExempt.release,
          },
        ]),
    ...codeEditor.map(({ edit, words, release }) => ({ name: `Code editor, ${edit}`, words, release })),
  ];
}

function earlierRows({ icd9, replaces, replacedBy }: DiagnosisFactsView, go: (code: string) => void): readonly FactRow[] {
  const link = (code: string): ReactNode => (
    <Anchor key={code} component="button" size="sm" className="mono" underline="always" mr={6} onClick={() => go(code)}>
      {code}
    </Anchor>
  );
  const equivalents = icd9.filter(({ code }) => code !== "");
  return [
    ...(equivalents.length === 0
      ? []
      : [
          {
            name: "In ICD-9-CM",
            words: equivalents
              .map(
                ({ code, isApproximate, isCombination }) => `${code}${isApproximate ? " about" : ""}${isCombination ? " with others" : ""}`,
              )
              .join(", "),
          },
        ]),
    ...replaces.map(({ from, codes }) => ({ name: `New on ${usDate(from)}, before`, words: codes.map(link) })),
    ...[...new Set(replacedBy.map((one) => one.from))].map((day) => ({
      name: `Finer since ${usDate(day)}`,
      words: replacedBy.filter((one) => one.from === day).map((one) => link(one.code)),
    })),
  ];
}
