/** A body that fits the contract for every address that demands one, with the other practice's ids wherever a body can name a row. */
type Ids = Readonly<Record<string, number | string>>;

export const bodies: Readonly<Record<string, (ids: Ids, practiceId: number) => object>> = {
  "PUT /visits/:visitId/coding": () => ({
    diagnoses: [{ code: "I10", evidence: [] }],
    charges: [{ procedure: "99213", modifiers: [], units: "1", pointers: [1], amount: 15000, evidence: [] }],
  }),
  "POST /visits/:visitId/payment": () => ({ amount: 100, method: "card", reference: "", key: "attack-1" }),
  "PUT /visits/:visitId/member-id": () => ({ memberId: "STOLEN1" }),
  "POST /visits/:visitId/denials/reopening": () => ({ reference: "attack" }),
  "POST /visits/search": (ids) => ({ find: "Quarrystone", after: ids.visitId, payers: [1, 2, 3, 4, 5, 6, 7, 8], providers: [1, 2, 3, 4] }),
  "POST /visits/export": () => ({ find: "Quarrystone" }),
  "PUT /people/:accountId/role": () => ({ role: "coder" }),
  "POST /people": () => ({ login: "planted@example.org", name: "Planted", role: "coder" }),
  "POST /keys": () => ({ name: "planted", permissions: ["visits:read"], days: 1 }),
  "POST /books/periods/close": () => ({ month: "2026-02", inSpite: "attack" }),
  "POST /books/periods/reopen": () => ({ month: "2026-02", reason: "attack" }),
  "POST /books/limits": () => ({ kind: "courtesy", from: "2026-12-01", amount: 0 }),
  "POST /books/write-offs": (ids) => ({
    chargeId: ids.chargeId,
    owes: "patient",
    account: "bad-debt",
    amount: 1,
    reason: "attack",
    key: "attack-2",
  }),
  "POST /books/refunds/patient": (ids) => ({ patientId: ids.patientId, amount: 1, reason: "attack", key: "attack-3" }),
  "POST /books/refunds/payer": (ids) => ({ chargeId: ids.chargeId, amount: 1, reason: "attack", key: "attack-4" }),
  "POST /books/moves": (ids) => ({
    patientId: ids.patientId,
    chargeId: ids.chargeId,
    amount: 1,
    direction: "to-charge",
    key: "attack-5",
  }),
  "POST /books/requests/:requestId/decision": () => ({ decision: "approve", reason: "attack" }),
  "POST /books/requests/:requestId/paid": () => ({ reference: "attack" }),
  "POST /books/payments/:paymentId/undo": () => ({ reason: "mistake", note: "attack" }),
  "POST /demonstration/answer": (ids) => ({ visitId: ids.visitId }),
};
