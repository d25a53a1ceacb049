// The peer: six tools with the same names, on express and the official SDK, without state between requests.
import express from "express";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

const names = ["upload-file-to-walrus", "download-file-from-walrus", "quote-download",
  "get-data-from-resource-server", "wallet-status", "list-purchases"];

function build() {
  const server = new McpServer({ name: "peer", version: "1" });
  for (const name of names) {
    server.registerTool(name, { description: name, inputSchema: { blobId: z.string().optional() } },
      async () => ({ content: [{ type: "text", text: name }] }));
  }
  return server;
}

const app = express();
app.use(express.json());
app.get("/health", (request, response) => response.json({ status: "ok" }));
app.post("/mcp", async (request, response) => {
  if (request.headers.authorization !== `Bearer ${process.env.MCP_TOKEN}`) {
    response.status(401).end();
    return;
  }
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  const server = build();
  response.on("close", () => { transport.close(); server.close(); });
  await server.connect(transport);
  await transport.handleRequest(request, response, request.body);
});
app.listen(Number(process.env.PORT), "127.0.0.1");
