// What a browser keeps of a person's work, as a test puts it there and finds it again.
import type { Page } from "@playwright/test";

type Key = string | (string | number)[];

/** Puts a record where the program keeps its own. */
export async function keep(page: Page, store: string, key: Key, record: object): Promise<void> {
  const put = ([store, key, text]: [string, Key, string]) =>
    new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open("poi");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const writing = opening.result.transaction(store, "readwrite");
        writing.objectStore(store).put(text, key);
        writing.onerror = () => reject(writing.error);
        writing.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
  await page.evaluate(put, [store, key, JSON.stringify(record)] as [string, Key, string]);
}

/** How many commands are kept in the queue, whoever's they are. */
export function queued(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("poi");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction("queue").objectStore("queue").count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );
}
