namespace Ward.Detect.Hunts;

/// <summary>One file of rules, as a hunt was given it.</summary>
public sealed record HuntFile(string Name, string Text);
