namespace Ward.Respond.Approvals;

/// <summary>Who asks, as the sign-in has established it; or 'ward' itself.</summary>
public sealed record Person(string Name, IReadOnlyList<string> Roles)
{
    public static Person Ward { get; } = new("ward", []);
}
