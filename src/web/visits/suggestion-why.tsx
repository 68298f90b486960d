/** How the code was found: the way through the Index, the rules, what was left aside, what this practice decided before. */
import { Button, Group, Stack, Text } from "@mantine/core";
import type { SuggestionView } from "../../http/contract/coding.ts";

interface Props {
  readonly suggestion: SuggestionView;
  readonly locked: boolean;
  readonly instead: (other: { readonly code: string; readonly title: string }) => void;
  readonly look: (code: { readonly system: string; readonly code: string }) => void;
  readonly ask?: ((words: string) => void) | undefined;
}

export function SuggestionWhy({ suggestion, locked, instead, look, ask }: Props) {
  const { band, path, rules, alternatives, learnt, question, doubts, riskCategories = [] } = suggestion;
  return (
    <Stack gap={6} className="suggestion-more">
      <Text size="sm">
        <b>Index</b> {path}
      </Text>
      {rules.map((one) => (
        <Text size="sm" key={`${one.rule} ${one.authority}`}>
          <b>Rule</b> {one.rule} <span className="dimmed">({one.authority})</span>
        </Text>
      ))}
      {doubts.length > 0 && (
        <Text size="sm">
          <b>{band === "auto" ? "Worth a look" : "Not preselected, because"}</b> {doubts.join("; ")}
        </Text>
      )}
      {riskCategories.map(({ model, category, label, release, under }) => (
        <Text size="sm" key={`${model} ${category}`}>
          <b>Risk category</b> {model}, {category}
          {label === undefined ? "" : `: ${label}`} <span className="dimmed">({release})</span>
          {under.length > 0 && ` Counts no more where ${under.join(" or ")} is reported, which another suggested code has.`}
        </Text>
      ))}
      {learnt !== undefined && (
        <Text size="sm">
          <b>This practice</b> {decided(learnt)} for “{learnt.words}”.
          {learnt.effect === "raises" && band !== "auto" ? "" : effectWords[learnt.effect]}
        </Text>
      )}
      {alternatives.map((one) => (
        <Group gap={6} key={one.code} wrap="nowrap" align="baseline">
          <Button size="compact-xs" variant="subtle" className="mono" onClick={() => look({ system: "icd10cm", code: one.code })}>
            {one.code}
          </Button>
          <Text size="sm" style={{ flexGrow: 1 }}>
            {one.title} <span className="dimmed">{one.why}</span>
          </Text>
          {!locked && (
            <Button size="compact-xs" variant="default" aria-label={`Use ${one.code} instead`} onClick={() => instead(one)}>
              Instead
            </Button>
          )}
        </Group>
      ))}
      {question !== undefined && (
        <div>
          <Text size="sm">
            <b>Open question</b> {question.about} is not documented; until it is, the unspecified code stands.
          </Text>
          <Text size="xs" className="dimmed" style={{ whiteSpace: "pre-wrap" }}>
            {question.words}
          </Text>
          {ask !== undefined && (
            <Button size="compact-xs" variant="default" mt={4} onClick={() => ask(question.words)}>
              Ask the clinician this
            </Button>
          )}
        </div>
      )}
    </Stack>
  );
}

const effectWords = {
  raises: " So it is preselected.",
  lowers: " So it is not preselected.",
  offers: " So what was chosen instead stands first below.",
  adds: " The code book alone does not know it by these words.",
  none: "",
} as const;

function decided({ accepted, changed, rejected }: NonNullable<SuggestionView["learnt"]>): string {
  return [
    accepted > 0 ? `took it in ${visits(accepted)}` : "",
    changed > 0 ? `chose another code in ${visits(changed)}` : "",
    rejected > 0 ? `refused it in ${visits(rejected)}` : "",
  ]
    .filter((one) => one !== "")
    .join(", ");
}

function visits(count: number): string {
  return count === 1 ? "one visit" : `${count} visits`;
}
