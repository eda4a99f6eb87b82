using Ward.Govern.ThreatModel.Systems;
using static Ward.Govern.Tests.ThreatModel.Sketch;
using static Ward.Govern.ThreatModel.Severity;

namespace Ward.Govern.Tests.ThreatModel.Kinds;

/// <summary>What looks like a gap or a contradiction of the model.</summary>
internal static class GapCases
{
    private static readonly TechnicalAsset App = Part("app", "web-application"), Tool = Part("tool", "tool");

    public static IEnumerable<KindCase> All =>
    [
        new("incomplete-model",
            [(Of(Part("what", "unknown-technology")), [("what", Low)]), (Of(App, Tool, Call("app", "tool", "unknown-protocol")), [("app>tool@app", Low)])],
            [Of(App, Tool, Call("app", "tool")), Of(Part("what", "unknown-technology") with { OutOfScope = true })]),
        new("unnecessary-communication-link",
            [(Of(App, Tool with { OutOfScope = true }, Call("app", "tool") with { Sent = [], Received = [] }), [("app>tool@app", Low)])],
            [Of(App, Tool, Call("app", "tool") with { Sent = [] }), Of(App with { OutOfScope = true }, Tool with { OutOfScope = true }, Call("app", "tool") with { Sent = [], Received = [] })]),
        new("unnecessary-data-asset",
            [(Of(App), [("crown", Low), ("secret", Low)])],
            [Of(App with { Stored = ["crown"] }, Tool, Call("app", "tool") with { Sent = ["secret"] })]),
        new("unnecessary-data-transfer",
            [
                (Of(App, Tool with { Processed = ["secret"] }, Call("app", "tool") with { Sent = ["secret"] }), [("secret@app@tool", Low)]),
                (Of(App, Tool, Call("app", "tool") with { Received = ["crown"] }), [("crown@app@tool", Medium), ("crown@tool@app", Medium)]),
            ],
            [
                Of(App with { Stored = ["secret"] }, Tool with { Processed = ["secret"] }, Call("app", "tool") with { Sent = ["secret"] }), Of(App, Tool with { Processed = [] }, Call("app", "tool")),
                Of(App, Part("mon", "monitoring") with { Processed = ["secret"] }, Call("app", "mon") with { Sent = ["secret"] }), Of(App with { OutOfScope = true }, Tool with { Processed = ["secret"] }, Call("app", "tool") with { Sent = ["secret"] }),
            ]),
        new("unnecessary-technical-asset",
            [(Of(App with { Processed = [] }, Tool, Call("app", "tool") with { Sent = [], Received = [] }), [("app", Low)]), (Of(App), [("app", Low)])],
            [Of(App with { Processed = [] }, Tool, Call("app", "tool"))]),
        new("wrong-communication-link-content",
            [
                (Of(App, Tool, Call("app", "tool") with { ReadOnly = true, Received = [] }), [("app@app>tool", Low)]), (Of(App, Tool, Call("app", "tool") with { Sent = [] }), [("app@app>tool", Low)]),
                (Of(App, Tool with { Type = AssetType.Datastore }, Call("app", "tool", "inter-process-communication")), [("app@app>tool", Low)]), (Of(App, Tool, Call("app", "tool", "in-process-library-call")), [("app@app>tool", Low)]),
                (Of(App, Tool, Call("app", "tool", "local-file-access")), [("app@app>tool", Low)]), (Of(App, Tool, Call("app", "tool", "container-spawning")), [("app@app>tool", Low)]),
            ],
            [
                Of(App, Tool, Call("app", "tool")), Of(App, Tool, Call("app", "tool") with { ReadOnly = true, Sent = [] }), Of(App, Tool, Call("app", "tool") with { Received = [] }), Of(App, Tool, Call("app", "tool", "inter-process-communication")),
                Of(App, Part("lib", "library"), Call("app", "lib", "in-process-library-call")), Of(App, Part("disk", "local-file-system"), Call("app", "disk", "local-file-access")), Of(App, Tool with { Machine = Machine.Container }, Call("app", "tool", "container-spawning")),
            ]),
    ];
}
