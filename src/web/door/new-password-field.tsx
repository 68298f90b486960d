/** A new password: what is wrong with it is said while it is typed, by the same rule that the server has. */
import { PasswordInput } from "@mantine/core";
import { passwordObjection } from "../../core/access/password-rules.ts";

export function NewPasswordField({
  value,
  change,
  login,
  name,
  label = "New password",
  autoFocus = false,
}: {
  readonly value: string;
  readonly change: (value: string) => void;
  readonly login: string;
  readonly name: string;
  readonly label?: string;
  readonly autoFocus?: boolean;
}) {
  const objection = value === "" ? undefined : passwordObjection(value, { login, name });
  return (
    <PasswordInput
      label={label}
      autoComplete="new-password"
      required
      withAsterisk={false}
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      description={objection ?? (value === "" ? "At least 12 characters; a few words in a row are easy to remember." : "Good.")}
      inputWrapperOrder={["label", "input", "description", "error"]}
      visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
    />
  );
}
