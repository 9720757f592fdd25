
// Brings the two parts of the program and begins. This is appended to what wasm-bindgen wrote, of
// which it takes `__wbg_get_imports` and `__wbg_finalize_init`; `xtask/src/split` draws the line
// between the parts.

/** The page that `start` alone brings to life; every other one waits for both. */
const ALONE = "/programacion";

/** Says to the program that all of it is here; `app/src/state/live` waits for it. */
const WHOLE = "poi:whole";

/** How long to wait before asking again for a part that did not come, in milliseconds. */
const AGAIN = 2000;

/** Called by the inline script of the page, with the addresses of the parts. */
export async function boot(start, rest) {
    const alone = location.pathname === ALONE && !("shell" in document.body.dataset);
    const coming = alone ? undefined : compile(rest);
    let whole = false;
    let shared;
    const join = (module) => {
        if (whole) return;
        whole = true;
        // The part fills its places in the table that both share; nothing else is needed of it.
        new WebAssembly.Instance(module, { ...__wbg_get_imports(), parts: shared });
        // Once what called for the part has run: what now begins is waited for by nobody.
        setTimeout(() => {
            document.documentElement.dataset.whole = "";
            dispatchEvent(new Event(WHOLE));
        });
    };
    const parts = { bring: () => whole || join(atOnce(rest)) };
    const { instance, module } = await WebAssembly.instantiateStreaming(fetch(start), { ...__wbg_get_imports(), parts });
    shared = instance.exports;
    if (coming) join(await coming);
    __wbg_finalize_init(instance, module);
    join(await (coming ?? compile(rest)));
}

/** A part, when it comes: a connection that fails is tried again. */
async function compile(part) {
    for (;;) {
        try {
            return await WebAssembly.compileStreaming(fetch(part));
        } catch (failure) {
            if (!(failure instanceof TypeError)) throw failure;
            await new Promise((resolve) => setTimeout(resolve, AGAIN));
        }
    }
}

/** A part, now: something in it is called, and the call cannot wait. */
function atOnce(part) {
    const request = new XMLHttpRequest();
    request.open("GET", part, false);
    // A request that is waited for may only answer text: one character a byte.
    request.overrideMimeType("text/plain; charset=x-user-defined");
    request.send();
    if (request.status !== 200) throw new Error(`${part}: ${request.status}`);
    return new WebAssembly.Module(Uint8Array.from(request.responseText, (byte) => byte.charCodeAt(0) & 0xff));
}
