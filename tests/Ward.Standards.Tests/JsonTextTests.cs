using System.Text;
using Ward.Standards.Json;
using Ward.Standards.Yaml;

namespace Ward.Standards.Tests;

public sealed class JsonTextTests
{
    /// <summary>Found by fuzzing: the platform's check for a name twice throws another exception than all others.</summary>
    [Theory, InlineData("{\"\\ud800\":1,\"\\ud801\":2}"), InlineData("{\"a\":{\"\\ud83d\":1,\"\\ud83d\":2}}"), InlineData("{\"a\":1,\"a\":2}"), InlineData("{")]
    public void WhatIsNoJsonIsAProblem(string json)
    {
        var problems = new ProblemList("f.json");
        Assert.Null(JsonText.Read(Encoding.UTF8.GetBytes(json), problems, field => field.ToString()));
        Assert.Equal(1, problems.Count);
    }
}
