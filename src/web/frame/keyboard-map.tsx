import { Modal, Table, Text } from "@mantine/core";
import { type Key, keysNow } from "./keys.ts";

/** The keys of the page one is on, and those of every page. */
export function KeyboardMap({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Keyboard" size="sm" closeButtonProps={{ "aria-label": "Close" }}>
      {opened && (
        <>
          <KeyTable title="On this page" keys={keysNow({ everywhere: false })} />
          <KeyTable title="Everywhere" keys={[...keysNow({ everywhere: true }), ...always]} />
        </>
      )}
    </Modal>
  );
}

/** Keys of the dialogs' own. */
const always = [
  { key: "Ctrl K", does: "search and go anywhere" },
  { key: "Esc", does: "close what is open" },
];

function KeyTable({ title, keys }: { readonly title: string; readonly keys: readonly (Pick<Key, "does"> & { readonly key: string })[] }) {
  if (keys.length === 0) return null;
  return (
    <>
      <Text size="xs" fw={600} className="dimmed" mt="xs">
        {title}
      </Text>
      <Table mb="xs" verticalSpacing={4} aria-label={title}>
        <Table.Tbody>
          {keys.map(({ key, does }) => (
            <Table.Tr key={key}>
              <Table.Td w={90}>
                <kbd>{key}</kbd>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
