// The matrix is one stop for the tab key; the arrow keys, Home and End move between its cells.
// Without script each cell is a stop of its own, and a link leads past the table.
(() => {
  const region = document.querySelector("[data-matrix]");
  if (!region) return;
  const table = region.querySelector("table");
  const rows = Array.from(table.tBodies[0].rows);
  const linkAt = (row, column) => rows[row]?.cells[column]?.querySelector("a");
  let current = null;

  const choose = (link) => {
    if (current) current.tabIndex = -1;
    current = link;
    current.tabIndex = 0;
  };

  table.tBodies[0].querySelectorAll("a").forEach((link) => { link.tabIndex = -1; });
  const first = linkAt(0, 0);
  if (first) choose(first);

  // The nearest cell with a link in that direction; some are empty.
  const next = (row, column, down, across) => {
    const width = rows[0].cells.length;
    for (row += down, column += across; rows[row] && column >= 0 && column < width; row += down, column += across) {
      const link = linkAt(row, column);
      if (link) return link;
    }
    return null;
  };

  table.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const cell = event.target.closest("tbody td, tbody th");
    if (!cell) return;
    const row = rows.indexOf(cell.parentElement);
    const column = cell.cellIndex;
    const found = {
      ArrowRight: () => next(row, column, 0, 1),
      ArrowLeft: () => next(row, column, 0, -1),
      ArrowDown: () => next(row, column, 1, 0),
      ArrowUp: () => next(row, column, -1, 0),
      Home: () => linkAt(row, 0),
      End: () => next(row, rows[row].cells.length, 0, -1),
    }[event.key];
    if (!found) return;
    event.preventDefault();
    const link = found();
    if (!link) return;
    choose(link);
    link.focus();
  });

  table.addEventListener("focusin", (event) => {
    const link = event.target.closest("tbody a");
    if (link && link !== current) choose(link);
  });
})();
