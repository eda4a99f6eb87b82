namespace Ward.City.Imports;

/// <summary>A rule as far as it tells what may talk to what. An empty list is 'any'.</summary>
/// <param name="Verdict">accept, drop, jump, goto or return; empty where the rule only counts or logs.</param>
/// <param name="Target">Chain of a jump.</param>
/// <param name="Partial">True where it holds for less than what is told here: a match that is not understood, a rate, a negation.</param>
internal sealed record FirewallRule(
    string Name, IReadOnlyList<string> From, IReadOnlyList<string> To, IReadOnlyList<string> In, IReadOnlyList<string> Out, string? Protocol, IReadOnlyList<int> Ports, string Verdict, string? Target, bool Established, bool Partial)
{
    public bool IsAll => From.Count + To.Count + In.Count + Out.Count + Ports.Count == 0 && Protocol is null && !Partial && !Established;

    /// <summary>True where whatever <paramref name="other"/> holds for, this holds for; seen by what is written, not by addresses.</summary>
    public bool Covers(FirewallRule other) =>
        !Partial && !Established && Covers(From, other.From) && Covers(To, other.To) && Covers(In, other.In) && Covers(Out, other.Out) && (Protocol is null || Protocol == other.Protocol)
        && (Ports.Count == 0 || (other.Ports.Count > 0 && other.Ports.All(Ports.Contains)));

    /// <summary>The rule of a chain that is jumped to, held only for what the jump was held for; the narrower is taken to be that of the rule.</summary>
    public FirewallRule Within(FirewallRule jump) => this with
    {
        From = From.Count > 0 ? From : jump.From, To = To.Count > 0 ? To : jump.To, In = In.Count > 0 ? In : jump.In, Out = Out.Count > 0 ? Out : jump.Out,
        Protocol = Protocol ?? jump.Protocol, Ports = Ports.Count > 0 ? Ports : jump.Ports, Partial = Partial || jump.Partial, Established = Established || jump.Established,
    };

    private static bool Covers(IReadOnlyList<string> mine, IReadOnlyList<string> other) => mine.Count == 0 || (other.Count > 0 && other.All(mine.Contains));
}
