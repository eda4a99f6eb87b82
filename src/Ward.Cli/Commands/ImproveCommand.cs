using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Ward.Cli.Server;
using Ward.Cli.Shown;

namespace Ward.Cli.Commands;

/// <summary>ward improve: the changes that would lower the city's risk most, as the server keeps them, and what people decide about them.</summary>
internal static class ImproveCommand
{
    private const string Root = "standing/recommendations";

    public static Command Create(Terminal terminal) => new("improve", "The changes that would lower the city's risk most, and what is decided about them")
    {
        List(terminal), Show(terminal), Accept(terminal), Assign(terminal), Decline(terminal), Reopen(terminal), Done(terminal), Loss(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var state = new Option<string>("--state") { Description = "open, accepted, declined, done, gone, overdue; all where it is left out", DefaultValueFactory = _ => "", HelpName = "STATE" };
        return DataCommand.Create("list", "The changes in their order, then what was decided and what became of it", terminal,
            (parsed, client, stop) => client.Get($"{Root}?state={Uri.EscapeDataString(parsed.GetValue(state)!)}", stop),
            (_, body) =>
            {
                if (Cells.Text(body, "problem") is var problem && problem != Cells.None) terminal.Out.WriteLine(problem);
                var table = Cells.Table("", "Id", "State", "Change", "Lowers", "Costs", "Who", "By", "Seen since");
                foreach (var r in Cells.Items(body, "items"))
                    Cells.Row(table, Cells.Text(r, "place"), Cells.Text(r, "id"), State(r), Cells.Text(r, "words"), $"{Minutes(r, "before", "after")} min", $"{Minutes(r, "cost")} min",
                        Cells.Text(r, "owner") is var owner && owner != Cells.None ? owner : Cells.Text(r, "keeper"), Cells.Text(r, "until"), Cells.Text(r, "firstSeen"));
                terminal.Print(table);
            },
            state);
    }

    private static Command Show(Terminal terminal)
    {
        var id = Id();
        return DataCommand.Create("show", "One change with its reasons and its history", terminal, (parsed, client, stop) => client.Get(Of(parsed.GetValue(id)!), stop), (_, body) => One(terminal, body), id);
    }

    private static Command Accept(Terminal terminal)
    {
        var (id, owner, due, reason) = (Id(), new Option<string>("--owner") { Description = "Who does the work", Required = true, HelpName = "NAME" }, new Option<string>("--due") { Description = "The day by which it is done, as 2026-05-31", Required = true, HelpName = "DAY" }, Reason(false));
        return DataCommand.Create("accept", "Make a change somebody's work", terminal,
            (parsed, client, stop) => Decide(client, parsed.GetValue(id)!, _ => new { state = "accepted", owner = parsed.GetValue(owner), until = parsed.GetValue(due), reason = parsed.GetValue(reason) }, stop),
            (_, body) => One(terminal, body), id, owner, due, reason);
    }

    private static Command Assign(Terminal terminal)
    {
        var (id, owner, due) = (Id(), new Option<string>("--owner") { Description = "Who does the work from now on", Required = true, HelpName = "NAME" }, new Option<string?>("--due") { Description = "Another day by which it is done; as it was where it is left out", HelpName = "DAY" });
        return DataCommand.Create("assign", "Give accepted work to somebody else", terminal,
            (parsed, client, stop) => Decide(client, parsed.GetValue(id)!, shown => Cells.Text(shown, "state") != "accepted" ? null
                : new { state = "accepted", owner = parsed.GetValue(owner), until = parsed.GetValue(due) ?? Cells.Text(shown, "until"), reason = Cells.TryField(shown, "reason", out var why) ? why.GetString() : null }, stop),
            (_, body) => One(terminal, body), id, owner, due);
    }

    private static Command Decline(Terminal terminal)
    {
        var (id, until, reason) = (Id(), new Option<string>("--until") { Description = "The last day on which it is not asked about again, as 2026-12-31", Required = true, HelpName = "DAY" }, Reason(true));
        return DataCommand.Create("decline", "Do without a change until a day; it comes back before where its grounds change", terminal,
            (parsed, client, stop) => Decide(client, parsed.GetValue(id)!, _ => new { state = "declined", until = parsed.GetValue(until), reason = parsed.GetValue(reason) }, stop),
            (_, body) => One(terminal, body), id, until, reason);
    }

    private static Command Reopen(Terminal terminal)
    {
        var (id, reason) = (Id(), Reason(false));
        return DataCommand.Create("reopen", "Take back what was decided about a change", terminal,
            (parsed, client, stop) => Decide(client, parsed.GetValue(id)!, _ => new { state = "open", reason = parsed.GetValue(reason) }, stop), (_, body) => One(terminal, body), id, reason);
    }

    private static Command Done(Terminal terminal)
    {
        var (id, reason) = (Id(), Reason(true));
        return DataCommand.Create("done", "Say that somebody has carried out a change; it counts once the city shows it", terminal,
            (parsed, client, stop) => client.Post($"{Of(parsed.GetValue(id)!)}/done", new { reason = parsed.GetValue(reason) }, stop), (_, body) => One(terminal, body), id, reason);
    }

    private static Command Loss(Terminal terminal) => DataCommand.Create(
        "loss", "What the city can expect to lose in a year, now and with the recommended changes", terminal, (_, client, stop) => client.Get("standing/loss", stop),
        (_, body) =>
        {
            var problem = Cells.Text(body, "problem");
            if (problem != Cells.None) terminal.Out.WriteLine(problem);
            if (Cells.Text(body, "ready") != "yes")
            {
                if (problem == Cells.None) terminal.Out.WriteLine("It is being reckoned.");
                return;
            }

            var services = Cells.Table("Service", "Part", "A year now", "With the changes", "Falls now", "Falls then");
            foreach (var s in Cells.Items(body, "services"))
                Cells.Row(services, Cells.Text(s, "serviceName"), Cells.Share(s, "part"), Money(s, "before", "mean"), Money(s, "after", "mean"), Money(s, "before", "falls"), Money(s, "after", "falls"));
            Cells.Row(services, "The city", "", Money(body, "before", "mean"), Money(body, "after", "mean"), Money(body, "before", "falls"), Money(body, "after", "falls"));
            terminal.Print(services);
            var curve = Cells.Table("Years that lose more", "Now", "With the changes");
            foreach (var p in Cells.Items(body, "curve")) Cells.Row(curve, Number(p, "share").ToString("0.##%", CultureInfo.InvariantCulture), Money(p, "before"), Money(p, "after"));
            terminal.Print(curve);
            terminal.Out.WriteLine("This rests on:");
            foreach (var line in Cells.Items(body, "assumptions")) terminal.Out.WriteLine($"- {Cells.Text(line)}");
        });

    private static string Money(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path[..^1])
            if (!Cells.TryField(element, name, out element)) return Cells.None;
        var value = Number(element, path[^1]);
        return value.ToString(value < 10 ? "0.###" : "#,0", CultureInfo.InvariantCulture);
    }

    /// <summary>Decides about what the server shows now: it is read first, and where it is another when the decision arrives, nothing is decided.</summary>
    /// <param name="verdict">Null where what is shown is not to be decided about in this way.</param>
    private static async Task<Answer> Decide(ServerClient client, string id, Func<JsonElement, object?> verdict, CancellationToken stop)
    {
        var answer = await client.Get(Of(id), stop).ConfigureAwait(false);
        if (answer is not Answer.Given { Body: var shown }) return answer;
        if (verdict(shown) is not { } said) return new Answer.Failed(Exit.Failed, $"it is {Cells.Text(shown, "state")}: accept it first");
        var body = JsonSerializer.SerializeToNode(said)!.AsObject();
        body["seen"] = Cells.Text(shown, "seen");
        return await client.Post($"{Of(id)}/decide", body, stop).ConfigureAwait(false);
    }

    private static void One(Terminal terminal, JsonElement r)
    {
        var to = terminal.Out;
        to.WriteLine($"{Cells.Text(r, "id")}: {Cells.Text(r, "words")}");
        to.WriteLine($"  {State(r)}{(Cells.Text(r, "owner") is var owner && owner != Cells.None ? $", {owner}" : "")}{(Cells.Text(r, "until") is var until && until != Cells.None ? $" until {until}" : "")}{(Cells.Text(r, "reason") is var reason && reason != Cells.None ? $": {reason}" : "")}");
        if (Cells.Text(r, "saidDone") is var said && said != Cells.None) to.WriteLine($"  Said to be done by {said}; {(Cells.Text(r, "shown") == Cells.None ? "no source of the city can show it by itself" : "the city's sources do not show it yet, so it does not count")}");
        to.WriteLine($"  Lowers what the city can expect to lose in a month by {Minutes(r, "before", "after")} of {Minutes(r, "before")} minutes, and costs {Minutes(r, "cost")}");
        foreach (var why in Cells.Items(r, "why")) to.WriteLine($"  {Cells.Text(why)}");
        if (Cells.Text(r, "grounds") is { Length: > 0 } grounds && grounds != Cells.None) to.WriteLine($"  Ways: {grounds}");
        to.WriteLine($"  Kept by {Cells.Text(r, "keeper")}; taken back: {Cells.Text(r, "undo")}");
        foreach (var note in Cells.Items(r, "history")) to.WriteLine($"  {Cells.Moment(note, "at")}  {Cells.Text(note, "by")}: {Cells.Text(note, "words")}");
    }

    private static string State(JsonElement r) => Cells.TryField(r, "overdue", out var late) && late.ValueKind == JsonValueKind.True ? "OVERDUE" : Cells.Text(r, "state");

    private static string Minutes(JsonElement r, string name, string? less = null)
    {
        var n = Number(r, name) - (less is null ? 0 : Number(r, less));
        return n.ToString(n < 10 ? "0.#" : "#,0", CultureInfo.InvariantCulture);
    }

    private static double Number(JsonElement r, string name) => Cells.TryField(r, name, out var value) && value.TryGetDouble(out var number) ? number : 0;

    private static Argument<string> Id() => new("id") { Description = "Id of the change, as 'ward improve list' shows it", HelpName = "ID" };

    private static Option<string?> Reason(bool required) => new("--reason") { Description = "Why, or what was done; for those who read it later", Required = required, HelpName = "TEXT" };

    private static string Of(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
