namespace Ward.Server.Application.Views;

/// <summary>A package that is installed on an asset.</summary>
/// <param name="Manager">dpkg or rpm.</param>
/// <param name="Source">The package from whose source it was built.</param>
/// <param name="Os">Distribution, its version and codename; empty where not known.</param>
public sealed record PackageView(string Manager, string Name, string Version, string Architecture, string Source, string Os);
