import { Modal, Table } from "@mantine/core";

const keys: readonly (readonly [string, string])[] = [
  ["/", "open the code book"],
  ["?", "this map"],
  ["j  k", "next and previous visit in the list"],
  ["Enter", "open the visit"],
  ["1 … 7", "go to a step of the visit"],
  ["n  p", "next and previous step"],
  ["a", "do what comes next on the visit"],
  ["Esc", "close what is open"],
];

export function KeyboardMap({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Keyboard" size="sm" closeButtonProps={{ "aria-label": "Close" }}>
      <Table>
        <Table.Tbody>
          {keys.map(([key, does]) => (
            <Table.Tr key={key}>
              <Table.Td w={110}>
                <kbd>{key}</kbd>
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
