// Opens the application without a network. It keeps the program and one page without data, the
// shell: what a person then sees comes from the plan that their browser keeps. Nothing that the
// server drew for somebody is ever kept here.
//
// The server writes `BUILD` and `FILES` above these lines.

const CACHE = `poi-${BUILD}`;
const SHELL = "/shell";

/** How long a page is waited for before the shell is shown in its place, in milliseconds. */
const PATIENCE = 3000;

/** Caches kept: this program's, and the one before it, of which pages may still be open. */
const KEPT = 2;

self.addEventListener("install", (event) => {
    event.waitUntil(keep());
    self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (origin !== location.origin || request.method !== "GET" || pathname.startsWith("/api/")) return;
    if (request.mode === "navigate") event.respondWith(page(request));
    else if (pathname.startsWith("/pkg/")) event.respondWith(file(request));
});

async function keep() {
    const cache = await caches.open(CACHE);
    await cache.addAll([new Request(SHELL, { cache: "reload" }), ...FILES]);
}

async function tidy() {
    const ours = (await caches.keys()).filter((name) => name.startsWith("poi-") && name !== CACHE);
    await Promise.all(ours.slice(0, Math.max(0, ours.length - KEPT + 1)).map((name) => caches.delete(name)));
}

/** The page of the server; the shell when there is no server, or none in time. */
async function page(request) {
    try {
        const answer = await Promise.race([fetch(request), late()]);
        const away = [502, 503, 504].includes(answer.status);
        return (away && (await shell())) || answer;
    } catch (failure) {
        const kept = await shell();
        if (kept) return kept;
        throw failure;
    }
}

async function shell() {
    return (await caches.open(CACHE)).match(SHELL);
}

function late() {
    return new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE));
}

/** A name carries the hash of its content: what is kept is what was asked for. */
async function file(request) {
    return (await caches.match(request)) ?? fetch(request);
}
