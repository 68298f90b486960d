/** The items of the CMS-1500 (02/12) in a layout and words of our own, to be read and printed; it is not the form itself. */
import type { ReactNode } from "react";
import type { PaperFormView } from "../../http/contract/claims.ts";
import { usDate, usd } from "../words.ts";

interface BoxProps {
  readonly item: string;
  readonly words: string;
  /** Of twelve. */
  readonly wide: number;
  readonly children?: ReactNode;
}

function Box({ item, words, wide, children }: BoxProps) {
  return (
    <div className="paper-box" style={{ gridColumn: `span ${wide}` }}>
      <span className="paper-words">
        <b>{item}</b> {words}
      </span>
      <span className="paper-value">{children}</span>
    </div>
  );
}

const programs = {
  medicare: "Medicare",
  medicaid: "Medicaid",
  tricare: "TRICARE",
  champva: "CHAMPVA",
  group: "group plan",
  other: "other",
};

export function PaperForm({ form }: { readonly form: PaperFormView }) {
  return (
    <section className="paper" aria-label="CMS-1500, its items">
      <People form={form} />
      <Condition form={form} />
      <Lines form={form} />
      <Practice form={form} />
    </section>
  );
}

function People({ form }: { readonly form: PaperFormView }) {
  const { patient, insured, causes, other } = form;
  return (
    <div className="paper-grid">
      <Box item="1" words="Program" wide={8}>
        {programs[form.program]}
      </Box>
      <Box item="1a" words="Insured's number" wide={4}>
        {form.insuredId}
      </Box>
      <Box item="2" words="Patient" wide={5}>
        {patient.name}
      </Box>
      <Box item="3" words="Born, sex" wide={3}>
        {patient.birthDate === undefined ? "" : usDate(patient.birthDate)} {patient.sex ?? ""}
      </Box>
      <Box item="4" words="Insured" wide={4}>
        {insured?.name ?? ""}
      </Box>
      <Box item="5" words="Patient's address" wide={5}>
        {patient.address.join(", ")}
      </Box>
      <Box item="6" words="Patient is the insured's" wide={3}>
        {form.relationship}
      </Box>
      <Box item="7" words="Insured's address" wide={4}>
        {insured?.address.join(", ") ?? ""}
      </Box>
      <Box item="9" words="Other insured" wide={5}>
        {other?.name ?? ""}
      </Box>
      <Box item="10" words="Because of: a work, b car, c other accident" wide={3}>
        {[causes.employment ? "a" : "", causes.auto ? `b ${causes.autoState}` : "", causes.accident ? "c" : ""]
          .filter(Boolean)
          .join(", ") || "none"}
      </Box>
      <Box item="11" words="Group number" wide={4}>
        {form.group}
      </Box>
      <Box item="9a" words="Other policy" wide={2}>
        {other?.policy ?? ""}
      </Box>
      <Box item="9d" words="Other plan" wide={3}>
        {other?.plan ?? ""}
      </Box>
      <Box item="11a" words="Insured born, sex" wide={3}>
        {insured?.birthDate === undefined ? "" : usDate(insured.birthDate)} {insured?.sex ?? ""}
      </Box>
      <Box item="11c" words="Plan" wide={3}>
        {form.planName}
      </Box>
      <Box item="11d" words="Another plan" wide={1}>
        {other === undefined ? "no" : "yes"}
      </Box>
      <Box item="12" words="Patient allows release of information" wide={8}>
        {form.patientSigned ? "signature on file" : ""}
      </Box>
      <Box item="13" words="Insured lets the practice be paid" wide={4}>
        {form.paysPractice ? "signature on file" : ""}
      </Box>
    </div>
  );
}

function Condition({ form }: { readonly form: PaperFormView }) {
  const dated = (date: PaperFormView["onset"]): string =>
    date === undefined ? "" : `${date.qualifier} ${usDate(date.from)}${date.to === undefined ? "" : ` to ${usDate(date.to)}`}`;
  return (
    <div className="paper-grid">
      <Box item="14" words="Began on" wide={4}>
        {dated(form.onset)}
      </Box>
      <Box item="15" words="Other date" wide={4}>
        {dated(form.otherDate)}
      </Box>
      <Box item="16" words="Unable to work" wide={4}>
        {dated(form.unableToWork)}
      </Box>
      <Box item="17" words="Sent or ordered by" wide={4}>
        {form.source === undefined ? "" : `${form.source.qualifier} ${form.source.name}`}
      </Box>
      <Box item="17b" words="NPI" wide={4}>
        {form.source?.npi ?? ""}
      </Box>
      <Box item="18" words="In hospital" wide={4}>
        {dated(form.inHospital)}
      </Box>
      <Box item="19" words="Further information" wide={12}>
        {form.note}
      </Box>
      <Box item="21" words={`Diagnoses, ICD ${form.icd}`} wide={7}>
        {form.diagnoses.map((one) => (
          <span key={one.letter} className="paper-code">
            <b>{one.letter}</b> {one.code}
          </span>
        ))}
      </Box>
      <Box item="22" words="Correction, payer's number" wide={3}>
        {form.resubmission.code} {form.resubmission.payerNumber}
      </Box>
      <Box item="23" words="Authorization or CLIA" wide={2}>
        {form.authorization}
      </Box>
    </div>
  );
}

function Lines({ form }: { readonly form: PaperFormView }) {
  return (
    <table className="paper-lines">
      <thead>
        <tr>
          {["24A From", "To", "B Place", "C EMG", "D Procedure", "Modifiers", "E Diagnoses", "F Charge", "G Units", "J Rendering NPI"].map(
            (words) => (
              <th key={words} className={words === "F Charge" ? "money" : undefined}>
                {words}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {form.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
          <tr key={at}>
            <td>{line.from === undefined ? "" : usDate(line.from)}</td>
            <td>{line.to === undefined ? "" : usDate(line.to)}</td>
            <td>{line.place}</td>
            <td>{line.emergency ? "Y" : ""}</td>
            <td>
              {line.procedure}
              {line.above !== "" && <small>{line.above}</small>}
            </td>
            <td>{line.modifiers.join(" ")}</td>
            <td>{line.pointers}</td>
            <td className="money">{usd(line.charge)}</td>
            <td>{line.units}</td>
            <td>{line.renderingNpi}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Practice({ form }: { readonly form: PaperFormView }) {
  const { facility, billing } = form;
  return (
    <div className="paper-grid">
      <Box item="25" words={`Tax number${form.taxId.kind === "" ? "" : `, ${form.taxId.kind}`}`} wide={3}>
        {form.taxId.number}
      </Box>
      <Box item="26" words="Our number" wide={3}>
        {form.account}
      </Box>
      <Box item="27" words="Assignment" wide={2}>
        {form.acceptsAssignment ? "yes" : "no"}
      </Box>
      <Box item="28" words="Charged" wide={2}>
        {usd(form.total)}
      </Box>
      <Box item="29" words="Paid" wide={2}>
        {usd(form.paid)}
      </Box>
      <Box item="31" words="Clinician, signature on file" wide={4}>
        {form.clinician}
      </Box>
      <Box item="32" words="Where" wide={4}>
        {facility === undefined ? "as 33" : [facility.name, ...facility.address].join(", ")}
      </Box>
      <Box item="33" words="Billed by" wide={4}>
        {[billing.name, ...billing.address, billing.phone].filter((part) => part !== "").join(", ")}
      </Box>
      <Box item="32a" words="NPI" wide={8}>
        {facility?.npi ?? ""}
      </Box>
      <Box item="33a" words="NPI" wide={4}>
        {billing.npi}
      </Box>
    </div>
  );
}
