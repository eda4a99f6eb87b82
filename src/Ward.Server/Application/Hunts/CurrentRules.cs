namespace Ward.Server.Application.Hunts;

/// <summary>The rules of the live watch as they are now.</summary>
internal delegate RuleLibrary CurrentRules();
