import { Modal, Select, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { permissions } from "../../core/access/permissions.ts";
import { permissionsOf, type Role } from "../../core/access/roles.ts";
import { usePersonChange } from "../api/door-queries.ts";
import { DoorForm } from "../door/door-frame.tsx";
import { rolesFor } from "./people-page.tsx";

export function AddPerson({
  opened,
  close,
  grantable,
  added,
}: {
  readonly opened: boolean;
  readonly close: () => void;
  readonly grantable: readonly Role[];
  readonly added: (link: { readonly name: string; readonly link: string }) => void;
}) {
  const [name, setName] = useState("");
  const [login, setLogin] = useState("");
  const [role, setRole] = useState<Role>(grantable.includes("coder") ? "coder" : (grantable[0] ?? "coder"));
  const change = usePersonChange();
  const send = (): void =>
    change.mutate(
      { path: "", body: { name, login, role } },
      {
        onSuccess: ({ link }) => {
          close();
          setName("");
          setLogin("");
          if (link !== undefined) added({ name, link });
        },
      },
    );
  return (
    <Modal opened={opened} onClose={close} title="Add a person" closeButtonProps={{ "aria-label": "Close" }}>
      <DoorForm send={send} busy={change.isPending} error={change.error} button="Add">
        <TextInput
          label="Name"
          required
          withAsterisk={false}
          data-autofocus
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Login"
          description="Usually their e-mail address; with an identity provider exactly the one it knows."
          inputWrapperOrder={["label", "input", "description", "error"]}
          required
          withAsterisk={false}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <Select
          label="Role"
          allowDeselect={false}
          value={role}
          data={rolesFor(grantable)}
          onChange={(value) => value !== null && setRole(value as Role)}
        />
        <Text size="xs" className="dimmed">
          May {[...permissionsOf(role)].map((one) => permissions[one]).join("; ")}.
        </Text>
      </DoorForm>
    </Modal>
  );
}
