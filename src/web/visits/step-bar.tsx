import type { VisitView } from "../../http/contract/visits.ts";

const marks = { done: "✓ ", current: "", waiting: "", problem: "! ", "not-needed": "" } as const;

export function StepBar({
  steps,
  current,
  go,
}: {
  readonly steps: VisitView["steps"];
  readonly current: string | undefined;
  readonly go: (name: string) => void;
}) {
  return (
    <nav aria-label="Steps of the visit">
      <ol className="steps">
        {steps.map((step, index) => (
          <li key={step.name}>
            <button
              type="button"
              className="step"
              data-state={step.state}
              aria-current={step.name === current ? "step" : undefined}
              onClick={() => go(step.name)}
            >
              <span className="step-name">
                {marks[step.state]}
                {step.words} <kbd>{index + 1}</kbd>
              </span>
              <span className="step-detail">{step.detail}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
