namespace Ward.Standards.OpenC2;

/// <summary>A value that only its profile understands.</summary>
/// <param name="Json">A JSON object as compact text.</param>
public sealed record OpenC2Extension(string Profile, string Json);
