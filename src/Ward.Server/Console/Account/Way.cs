namespace Ward.Server.Console.Account;

/// <summary>Where to go after signing in: only within this server.</summary>
internal static class Way
{
    public static string With(string page, string? to) => Safe(to) is { } safe && safe != "/" ? $"{page}?to={Uri.EscapeDataString(safe)}" : page;

    /// <summary>The path if it is one of ours, else "/".</summary>
    public static string Safe(string? to) =>
        to is { Length: > 0 } && to[0] == '/' && !to.StartsWith("//", StringComparison.Ordinal) && !to.Contains('\\', StringComparison.Ordinal)
        && !to.StartsWith("/account", StringComparison.OrdinalIgnoreCase) && !to.Any(char.IsControl)
            ? to
            : "/";
}
