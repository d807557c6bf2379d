// Browsers refuse workers on pages opened from disk, and with them the search. This stands in for Worker there:
// the script runs in a hidden frame, which speaks to the page by messages as a worker does.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      this.onmessage = this.onerror = null;
      this.waiting = [];
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      const inner = this.frame.contentWindow;
      inner.postMessage = (data) => {
        const event = new MessageEvent("message", { data: structuredClone(data) });
        this.dispatchEvent(event);
        if (this.onmessage) this.onmessage(event);
      };
      inner.importScripts = () => {};
      const script = inner.document.createElement("script");
      script.src = String(url);
      script.onload = () => {
        this.inner = inner;
        this.waiting.splice(0).forEach((data) => this.postMessage(data));
      };
      script.onerror = (event) => this.onerror && this.onerror(event);
      inner.document.body.append(script);
    }

    postMessage(data) {
      if (!this.inner) return void this.waiting.push(structuredClone(data));
      const event = new this.inner.MessageEvent("message", { data: structuredClone(data) });
      setTimeout(() => this.inner.onmessage ? this.inner.onmessage(event) : this.inner.dispatchEvent(event));
    }

    terminate() {
      this.frame.remove();
    }
  };
}
