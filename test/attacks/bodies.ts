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
  "POST /demonstration/answer": (ids) => ({ visitId: ids.visitId }),
};
