// A cuadro de necesidades of thirty lines in four rubros, and what it comes to, reckoned
// from what is typed and not from what the program says.

/** A line as a person writes it; months by number, the others blank. */
export interface Line {
  clasificador: string;
  detalle: string;
  unidad: string;
  rubro: string;
  forma: "cantidad" | "importe";
  precio: string;
  meses: Record<number, string>;
}

/** Whole amounts in céntimos. */
export interface Summary {
  programado: bigint;
  rubros: Record<string, bigint>;
  tipos: Record<string, bigint>;
  meses: bigint[];
}

const every = (text: string): Record<number, string> =>
  Object.fromEntries(Array.from({ length: 12 }, (_, month) => [month + 1, text]));

const goods = (
  clasificador: string,
  detalle: string,
  unidad: string,
  rubro: string,
  precio: string,
  meses: Record<number, string>,
): Line => ({ clasificador, detalle, unidad, rubro, forma: "cantidad", precio, meses });

const amounts = (clasificador: string, detalle: string, rubro: string, meses: Record<number, string>): Line => ({
  clasificador,
  detalle,
  unidad: "Servicio",
  rubro,
  forma: "importe",
  precio: "",
  meses,
});

/** Written key by key in the first activity: by dotted code, condensed, or a word of the name. */
export const TYPED: Line[] = [
  goods("2.3.1.5.1.2", "Papel bond A4 de 80 g", "Millar", "00", "24.5", { 1: "10", 4: "10", 7: "10", 10: "5" }),
  goods("231511", "Tóner para impresora", "Unidad", "00", "289.9", { 2: "2", 8: "2" }),
  goods("Calzado", "Zapatos de seguridad", "Par", "00", "119.99", { 3: "7" }),
  goods("2.3.1.5.3.1", "Jabón líquido", "Litro", "07", "0.3333", every("1")),
  goods("2.3.1.3.1.1", "Gasohol de 90 octanos", "Galón", "07", "12.3456", { 1: "10.25", 5: "8,75", 9: "0.5", 12: "3" }),
  goods("23199199", "Grapas", "Caja", "07", "0.0049", { 1: "1", 2: "1", 3: "1" }),
  goods("2.3.1.99.1.1", "Martillo", "Unidad", "08", "0.005", { 6: "1" }),
  amounts("2.3.2.7.11.99", "Servicio de encuestas", "08", { 1: "1,500.00", 2: "1500.5", 3: "1.500,55" }),
  amounts("2.3.2.2.2.3", "Internet de la oficina", "08", every("129.9")),
  amounts("2.3.2.4.1.5", "Mantenimiento de computadoras", "09", { 6: "S/ 2,350.75", 11: "2350.7" }),
  goods("2.6.3.2.3.1", "Computadora portátil", "Unidad", "09", "4199.90", { 5: "1" }),
  amounts("2.1.1.9.1.2", "Aguinaldos", "00", { 7: "300", 12: "300" }),
];

/** Copied as rows from a spreadsheet into the second. */
export const PASTED: Line[] = [
  goods("2.3.1.2.1.1", "Chaleco institucional", "Unidad", "07", "45.8", { 2: "12" }),
  goods("2.3.1.7.1.1", "Menaje", "Juego", "07", "33.3333", { 1: "1", 2: "1", 3: "1" }),
  goods("2.3.1.9.1.2", "Plumones", "Caja", "08", "18.255", { 3: "3", 6: "3", 9: "3" }),
  goods("2.3.1.11.1.1", "Pintura látex", "Galón", "08", "39.9", { 4: "2.5", 10: "1.25" }),
  goods("2.3.1.5.4.1", "Cable de red", "Metro", "08", "1.1111", { 1: "100.5", 2: "33.33" }),
  amounts("2.3.2.1.2.1", "Pasajes a Lima", "09", { 3: "180", 9: "180" }),
  amounts("2.3.2.1.2.2", "Viáticos", "09", { 3: "960", 9: "960" }),
  amounts("2.3.2.2.4.4", "Impresión de formatos", "00", { 1: "845.35", 7: "845.35" }),
  amounts("2.3.2.7.10.1", "Taller con las unidades", "00", { 5: "3333.33" }),
  amounts("2.3.2.8.1.1", "Apoyo administrativo CAS", "09", every("1900")),
  goods("2.6.3.2.1.2", "Escritorio", "Unidad", "07", "649.5", { 8: "3" }),
  amounts("2.6.6.1.3.2", "Licencia de programa", "08", { 2: "2,999.99" }),
];

/** Written key by key in the third, after the paste. */
export const TYPED_LATER: Line[] = [
  goods("2.3.1.1.1.1", "Refrigerio de la reunión", "Ración", "00", "7.5", { 4: "40", 8: "40", 12: "40" }),
  goods("2.3.1.6.1.4", "Extintor", "Unidad", "00", "110.0", { 1: "2" }),
  goods("2.3.1.10.1.4", "Semillas", "Kilogramo", "07", "3.3333", { 9: "0.01", 10: "0.01", 11: "0.01" }),
  amounts("2.3.2.3.1.1", "Limpieza de la oficina", "07", every("450")),
  amounts("2.5.4.3.2.1", "Derechos de trámite", "08", { 1: "57.2" }),
  goods("2.6.8.1.3.1", "Expediente técnico", "Documento", "09", "1250.0001", { 6: "1", 12: "1" }),
];

/** A number with any marks as whole ten-thousandths: the four decimals that prices and quantities have at most. */
function tenThousandths(text: string): bigint {
  const number = text.replace(/[^\d.,]/g, "");
  const mark = Math.max(number.lastIndexOf("."), number.lastIndexOf(","));
  const isThousands = number[mark] === "," && number.length - mark === 4;
  const [whole, fraction] = mark < 0 || isThousands ? [number, ""] : [number.slice(0, mark), number.slice(mark + 1)];
  return BigInt(whole.replace(/[.,]/g, "")) * 10_000n + BigInt(fraction.padEnd(4, "0"));
}

/** The twelve amounts of a line: what is typed, or price × quantity, half up, shared out by largest remainder. */
export function months(line: Line): bigint[] {
  const typed = Array.from({ length: 12 }, (_, month) => tenThousandths(line.meses[month + 1] ?? ""));
  if (line.forma === "importe") return typed.map((amount) => amount / 100n);
  const quantity = sum(typed);
  const annual = (tenThousandths(line.precio) * quantity + 500_000n) / 1_000_000n;
  const shares = typed.map((each, month) => ({ month, whole: (annual * each) / quantity, rest: (annual * each) % quantity }));
  const left = Number(annual - sum(shares.map(({ whole }) => whole)));
  const first = [...shares].sort((one, other) => Number(other.rest - one.rest) || one.month - other.month).slice(0, left);
  return shares.map((share) => share.whole + (first.includes(share) ? 1n : 0n));
}

export function summaryOf(lines: Line[]): Summary {
  const cells = lines.map((line) => ({ rubro: line.rubro, tipo: tipoOf(line), meses: months(line) }));
  const by = (key: "rubro" | "tipo"): Record<string, bigint> => {
    const totals: Record<string, bigint> = {};
    for (const cell of cells) totals[cell[key]] = (totals[cell[key]] ?? 0n) + sum(cell.meses);
    return totals;
  };
  const meses = Array.from({ length: 12 }, (_, month) => sum(cells.map((cell) => cell.meses[month] ?? 0n)));
  return { programado: sum(meses), rubros: by("rubro"), tipos: by("tipo"), meses };
}

/** Lines are written with any form of the code; these are the three that are not dotted. */
const WHOLE: Record<string, string> = { "231511": "2.3.1.5.1.1", "23199199": "2.3.1.99.1.99", Calzado: "2.3.1.2.1.3" };

export function code(line: Line): string {
  return WHOLE[line.clasificador] ?? line.clasificador;
}

function tipoOf(line: Line): string {
  if (code(line).startsWith("2.3.1.")) return "Bienes";
  return code(line).startsWith("2.3.2.") ? "Servicios" : "Otros";
}

export function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
