// dhtmlx-gantt as its manual sets it up for many rows: only what is seen is drawn, the ground once.
import { gantt } from "dhtmlx-gantt";
import "dhtmlx-gantt/codebase/dhtmlxgantt.css";

Object.assign(gantt.config, {
  row_height: 36,
  scale_height: 48,
  min_column_width: 61,
  scales: [{ unit: "quarter", step: 1 }, { unit: "month", step: 1, format: "%M" }],
  columns: [{ name: "text", tree: true, width: 330 }, { name: "start_date", width: 100 }],
  smart_rendering: true,
  static_background: true,
  open_tree_initially: true,
  show_errors: false,
});

const bar = (id) => document.querySelector(`.gantt_task_line[data-task-id="${id}"]`);
let begun = false;

globalThis.rival = {
  prepare: (rows, links) => ({
    data: rows.map(({ id, parent, nombre, inicio, fin }) => {
      const group = inicio === undefined;
      const days = group ? {} : { start_date: new Date(inicio), end_date: new Date(fin) };
      return { id, parent: parent ?? 0, text: nombre, type: group ? "project" : "task", open: true, ...days };
    }),
    links: links.map(({ antes, despues }, at) => ({ id: at + 1, source: antes, target: despues, type: "0" })),
  }),
  close: () => begun && gantt.clearAll(),
  open(data) {
    if (!begun) gantt.init("board");
    begun = true;
    gantt.parse(data);
  },
  drawn: () => document.querySelectorAll(".gantt_task_line").length,
  edit(edits) {
    const one = ({ id, inicio, fin }) => {
      Object.assign(gantt.getTask(id), { start_date: new Date(inicio), end_date: new Date(fin) });
      gantt.updateTask(id);
    };
    if (edits.length === 1) one(edits[0]);
    else gantt.batchUpdate(() => edits.forEach(one));
  },
  reveal: (id) => gantt.showTask(id),
  place: (id) => bar(id)?.style.left,
  scroller: () => document.querySelector(".gantt_ver_scroll"),
};
