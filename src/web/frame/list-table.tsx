/** A long list: its heads stay in view below the line of pages. In a window that is narrower than the list it scrolls sideways instead. */
import { Table, type TableProps } from "@mantine/core";

/** What stays of the frame's header when a page is scrolled. */
const headerLeft = 35;

export function ListTable({ minWidth, children, ...table }: TableProps & { readonly minWidth: number }) {
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" className="list-scroll">
      <Table stickyHeader stickyHeaderOffset={headerLeft} {...table}>
        {children}
      </Table>
    </Table.ScrollContainer>
  );
}
