// Written by scripts/embed-assets from the files in Web/. Do not edit.
// swift-format-ignore-file

/// Stylesheets, scripts and images as they were when this was built.
enum EmbeddedAssets {
    static let all: [(name: String, text: StaticString)] = [
        ("10-tokens.css", style10TokensCSS),
        ("20-base.css", style20BaseCSS),
        ("30-frame.css", style30FrameCSS),
        ("40-components.css", style40ComponentsCSS),
        ("50-forms.css", style50FormsCSS),
        ("60-queue.css", style60QueueCSS),
        ("61-ticket.css", style61TicketCSS),
        ("62-acts.css", style62ActsCSS),
        ("63-insights.css", style63InsightsCSS),
        ("64-ledger.css", style64LedgerCSS),
        ("65-settings.css", style65SettingsCSS),
        ("90-media.css", style90MediaCSS),
        ("acts.js", actsJS),
        ("core.js", coreJS),
        ("dialog.js", dialogJS),
        ("editor.js", editorJS),
        ("insights.js", insightsJS),
        ("keys.js", keysJS),
        ("leave.js", leaveJS),
        ("ledger.js", ledgerJS),
        ("live.js", liveJS),
        ("queue.js", queueJS),
        ("say.js", sayJS),
        ("send.js", sendJS),
        ("settings.js", settingsJS),
        ("stream.js", streamJS),
        ("ticket.js", ticketJS),
        ("icon.svg", iconSVG),
    ]
}
