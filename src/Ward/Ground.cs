using Ward.City;
using Ward.Configuration;
using Ward.Detect.Rules;
using Ward.Govern.Mandates;

namespace Ward;

/// <summary>What a house stands on: the city, what is allowed in it, and the known patterns.</summary>
public sealed record Ground(CityModel City, IReadOnlyList<Mandate> Mandates, RuleSet Rules, ResponseSettings Response);
