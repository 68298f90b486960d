/** How far the history of a demonstration is, which is made while the small one is open. */
export type HistoryProgress =
  /** Nothing is made, and nothing waits to be opened. */
  | { readonly state: "none" }
  /** In days of the practice's life. */
  | { readonly state: "making"; readonly done: number; readonly total: number }
  | { readonly state: "ready" }
  | { readonly state: "failed" };

export interface DemonstrationHistory {
  readonly progress: () => HistoryProgress;
  /** Opens the practice with its history instead of the small one, which is thrown away. False when it is not ready. */
  readonly open: () => Promise<boolean>;
}
