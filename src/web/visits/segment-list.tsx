import type { SegmentView } from "../../http/contract/values.ts";

export function SegmentList({ segments }: { readonly segments: readonly SegmentView[] }) {
  return (
    <ol className="segments">
      {segments.map((segment) => (
        <li className="segment" key={segment.index}>
          <span className="mono dimmed">{segment.index}</span>
          <span className="mono wire">{segment.text}</span>
          <span>{segment.words}</span>
        </li>
      ))}
    </ol>
  );
}
