// What the ledger pages add for those who have scripts.
import "./core.js";
