// What Chromium itself tells of a page: its memory, and the work of its main thread.
import type { CDPSession, Page } from "@playwright/test";

/** Slows the processor down, until what it answers is called. */
export async function throttle(page: Page, times: number): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: times });
  return async () => {
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
    await devtools.detach();
  };
}

/** What JS uses after a collection, and the memories of wasm, in MB. */
export async function heap(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const { result } = await devtools.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await devtools.send("Runtime.queryObjects", { prototypeObjectId: result.objectId ?? "" });
  const functionDeclaration = "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }";
  const told = await devtools.send("Runtime.callFunctionOn", { functionDeclaration, objectId: objects.objectId ?? "", returnByValue: true });
  await devtools.detach();
  return (usedSize + Number(told.result.value)) / 2 ** 20;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
}

/** The work of the main thread in each frame of what is done, and how long each frame took: milliseconds. */
export async function workOfFrames(page: Page, act: () => Promise<void>): Promise<{ work: number[]; frames: number[] }> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] } });
  await page.evaluate(() => {
    const tick = () => (globalThis as { ticking?: boolean }).ticking && requestAnimationFrame(tick);
    Object.assign(globalThis, { ticking: true });
    requestAnimationFrame(tick);
  });
  await act();
  await page.evaluate(() => Object.assign(globalThis, { ticking: false }));
  const events = await collected(devtools);
  await devtools.detach();
  return byFrame(events);
}

async function collected(devtools: CDPSession): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  devtools.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => devtools.once("Tracing.tracingComplete", resolve));
  await devtools.send("Tracing.end");
  await complete;
  return events;
}

/** A frame begins with the task that calls what waits for it, however many there are. */
function byFrame(events: TraceEvent[]): { work: number[]; frames: number[] } {
  const fired = events.filter(({ name }) => name === "FireAnimationFrame");
  const thread = fired[0];
  const here = ({ pid, tid }: TraceEvent) => pid === thread?.pid && tid === thread.tid;
  const tasks = events.filter((event) => here(event) && event.name === "RunTask").sort((one, other) => one.ts - other.ts);
  const calls = fired.filter(here).map(({ ts }) => ts);
  const draws = ({ ts, dur = 0 }: TraceEvent) => calls.some((call) => ts <= call && call <= ts + dur);
  const starts = tasks.filter(draws).map(({ ts }) => ts);
  const lengths = starts.slice(1).map((start, at) => start - (starts[at] ?? start));
  const work = lengths.map(() => 0);
  for (const { ts, dur = 0 } of tasks) {
    const at = starts.findLastIndex((start) => start <= ts);
    if (at >= 0 && at < work.length) work[at] = (work[at] ?? 0) + dur;
  }
  return { work: work.map((time) => time / 1_000), frames: lengths.map((time) => time / 1_000) };
}
