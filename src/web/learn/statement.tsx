import { Anchor, Text, Tooltip } from "@mantine/core";
import type { GuideView, StatementView } from "../../http/contract/learn.ts";

export const surenessWords: Readonly<Record<StatementView["sureness"], string>> = {
  "first-hand": "read on the body's own pages",
  "second-hand": "as others repeat it: look at the body's page before you rely on it",
  unconfirmed: "not confirmed by us: ask the body before you rely on it",
};

const marks: Readonly<Record<StatementView["sureness"], string>> = { "first-hand": "", "second-hand": "≈", unconfirmed: "?" };

/** Where no publisher stands behind it, the page says so once. */
const ownAccount = "trade";

interface Told {
  readonly asOf: string;
  readonly source: string;
  readonly sureness: StatementView["sureness"];
}

/** "as of 2025–26 ≈": the whole source on hover and by keyboard. */
export function Provenance({ told, guide }: { readonly told: Told; readonly guide: GuideView }) {
  const source = guide.sources.find(({ key }) => key === told.source);
  const words = [source?.name ?? told.source, surenessWords[told.sureness], source?.caution].filter((one) => one !== undefined).join(". ");
  return (
    <Tooltip label={words} multiline w={320} events={{ hover: true, focus: true, touch: true }}>
      <Text span size="xs" role="note" className="dimmed provenance" tabIndex={0} aria-label={`as of ${told.asOf}; ${words}`}>
        {told.asOf} {marks[told.sureness]}
      </Text>
    </Tooltip>
  );
}

export function Statement({ of, guide }: { readonly of: StatementView; readonly guide: GuideView }) {
  return (
    <Text size="sm" component="div">
      {of.words} {of.source !== ownAccount && <Provenance told={of} guide={guide} />}
    </Text>
  );
}

export function Sources({ guide }: { readonly guide: GuideView }) {
  return (
    <details>
      <summary>
        <Text span size="sm">
          Sources
        </Text>
      </summary>
      <ul className="sources">
        {guide.sources.map(({ key, name, address, caution }) => (
          <li key={key}>
            <Text size="sm" span>
              {address === undefined ? (
                name
              ) : (
                <Anchor href={address} target="_blank" rel="noreferrer noopener">
                  {name}
                </Anchor>
              )}
              {caution === undefined ? "" : `. ${caution}`}
            </Text>
          </li>
        ))}
      </ul>
    </details>
  );
}
